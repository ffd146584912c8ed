import { parse } from 'csv-parse/sync'

// Resolution 55 of the Cabinet of Ministers, 27 January 2010: the official romanisation
const ROMAN = {
  а: 'a', б: 'b', в: 'v', г: 'h', ґ: 'g', д: 'd', е: 'e', є: 'ie', ж: 'zh', з: 'z', и: 'y', і: 'i', ї: 'i', й: 'i', к: 'k',
  л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh',
  щ: 'shch', ь: '', ю: 'iu', я: 'ia', '’': '', "'": '',
}
const ROMAN_FIRST = { є: 'ye', ї: 'yi', й: 'y', ю: 'yu', я: 'ya' }

/** A Ukrainian name in Latin letters by the official table. */
export function romanise(name) {
  return name.replaceAll('зг', 'zgh').replaceAll('Зг', 'Zgh').replace(/[а-яґєіїА-ЯҐЄІЇ’']/g, (letter, index) => {
    const low = letter.toLowerCase()
    const first = index === 0 || /[\s-]/.test(name[index - 1])
    const latin = (first && ROMAN_FIRST[low]) || ROMAN[low] || ''
    return low === letter ? latin : latin.charAt(0).toUpperCase() + latin.slice(1)
  })
}

const plain = (name) => name.trim().replace(/[’'ʼ`]/g, '’')
const WEIGHT = { K: 4, M: 3, X: 2, T: 2, C: 1 }

/** The official codifier as a way to ask: which of these names is a settlement of that district or region? */
function codifier(csv) {
  const names = new Map()
  for (const row of parse(csv, { delimiter: ';', from_line: 2, relax_column_count: true, relax_quotes: true, bom: true })) {
    const weight = WEIGHT[row[5]]
    if (!weight) continue
    const name = plain(row[6])
    for (const under of [row[1]?.slice(0, 6), row[0].slice(0, 4), weight >= 3 ? 'any' : '']) {
      if (under) names.set(`${under} ${name}`, Math.max(weight, names.get(`${under} ${name}`) ?? 0))
    }
  }
  return (under, candidates) => candidates
    .map((name) => [name, names.get(`${under} ${name}`) ?? 0])
    .filter(([, weight]) => weight > 0)
    .sort((a, b) => b[1] - a[1])[0]?.[0]
}

// GeoNames still lists these under a former name only: its id, the name in force (checked against the codifier like any other)
const RENAMED = {
  687997: 'Південне', 690312: 'Багачеве', 691374: 'Чистякове', 691999: 'Сіверськодонецьк', 692093: 'Світлодарськ', 692975: 'Кадіївка',
  695965: 'П’ятихатки', 697276: 'Петрово-Красносілля', 697576: 'Златопіль', 698138: 'Овідіополь', 699675: 'Новоазовськ',
  699445: 'Самар', 704381: 'Курман', 693062: 'Іслям-Терек', 700829: 'Отаманівка', 703646: 'Курахове', 704388: 'Берестин', 704670: 'Коцюбинське', 705186: 'Кальміуське',
  710548: 'Вознесенівка', 710554: 'Шептицький', 710587: 'Червона Слобода', 7525990: 'Південноукраїнськ',
}
const SEATS = new Set(['693805']) // the seat of Crimea, which GeoNames ranks as a district's

const RANKS = { PPLC: 0, PPLA: 1, PPLA2: 2 }

/**
 * Rows of [Ukrainian name, English name, longitude, latitude, population in thousands, rank], largest first.
 * Rank: 0 capital, 1 seat of a region, 2 seat of a district, 3 other, 4 abroad. A place whose Ukrainian name
 * the codifier does not know is left out: GeoNames mixes in former and foreign names.
 */
export function placesOf(geonamesCsv, codifierCsv, leastPopulation) {
  const official = codifier(codifierCsv)
  const rows = []
  let unknown = 0
  for (const row of parse(geonamesCsv, { columns: true, bom: true })) {
    const population = Number(row.population)
    const rank = SEATS.has(row.geonameid) ? 1 : RANKS[row.feature_code] ?? 3
    if (/PPLX|PPLQ|PPLH|PPLW/.test(row.feature_code) || (population < leastPopulation && rank > 1)) continue
    const listed = RENAMED[row.geonameid] ? [RENAMED[row.geonameid]] : [row.name_uk_guess, ...row.alternatenames.split(',')]
    const candidates = [...new Set(listed.map(plain))]
      .filter((name) => /^[А-ЩЬЮЯҐЄІЇа-щьюяґєії’ -]+$/.test(name))
    const district = `UA${row.admin2_code}`
    const uk = official(district, candidates) ?? official(district.slice(0, 4), candidates) ?? official('any', candidates)
    if (!uk) {
      unknown += 1
      continue
    }
    const thousands = Math.max(0.5, Math.round(population / (population > 20_000 ? 1000 : 100)) / (population > 20_000 ? 1 : 10))
    rows.push([uk, romanise(uk), Number(Number(row.longitude).toFixed(3)), Number(Number(row.latitude).toFixed(3)), thousands, rank])
  }
  // GeoNames lists some towns twice (a seat and a place): the larger stays
  const seen = new Set()
  const places = rows.sort((a, b) => b[4] - a[4]).filter(([uk, , lon, lat]) => {
    const cell = `${uk} ${Math.round(lon * 4)} ${Math.round(lat * 4)}`
    return seen.has(cell) ? false : seen.add(cell)
  })
  return { places, unknown }
}

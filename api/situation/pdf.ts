import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import { pageOf, type Page } from '../../geo/situation/page.ts'
import { markPath, pictureOf } from '../../geo/situation/picture.ts'
import type { KeptSituation, Situation } from '../../geo/situation/situation.ts'
import type { Language } from '../../geo/situation/words.ts'
import { projectRoot } from '../root.ts'

type Doc = PDFKit.PDFDocument
const FONTS = { text: 'api/situation/fonts/inter-regular.ttf', strong: 'api/situation/fonts/inter-semibold.ttf' } as const
const [WIDTH, HEIGHT, MARGIN] = [595.28, 841.89, 40] // A4 in points
const INNER = WIDTH - 2 * MARGIN
const GAP = 14
const LEFT_W = 300 // the map; the rest of the line is for what is counted
const [INK, GREY, RULE, GROUND] = ['#000000', '#444444', '#999999', '#f2f2f2']
/** Fill of a mark: the worse the darker, so that a copier keeps them apart; shapes do so as well. */
const FILLS: Readonly<Record<string, string>> = { 4: '#000000', 3: '#4d4d4d', 2: '#999999', 1: '#dddddd', 0: '#ffffff', unknown: '#ffffff' }
const fillOf = (severity: number | null) => FILLS[severity === null ? 'unknown' : String(severity)] as string

const write = (doc: Doc, text: string, x: number, y: number, { size = 9, font = 'text', width = INNER, colour = INK, lines = 1, align = 'left' as 'left' | 'right' } = {}) => {
  doc.font(font).fontSize(size).fillColor(colour).text(text, x, y, { width, align, lineGap: 1, height: lines * size * 1.35, ellipsis: true })
  return doc.y
}

function mark(doc: Doc, severity: number | null, path: string): void {
  doc.path(path).lineWidth(0.8).fillAndStroke(fillOf(severity), INK)
}

function heading(doc: Doc, text: string, x: number, y: number, width: number): number {
  const after = write(doc, text, x, y, { size: 10, font: 'strong', width })
  doc.moveTo(x, after + 1).lineTo(x + width, after + 1).lineWidth(0.5).strokeColor(RULE).stroke()
  return after + 5
}

function head(doc: Doc, page: Page): number {
  write(doc, page.number, MARGIN, MARGIN + 2, { size: 14, font: 'strong', align: 'right' })
  const after = write(doc, `${page.title}: ${page.area}`, MARGIN, MARGIN, { size: 16, font: 'strong', width: INNER - 90, lines: 2 })
  return write(doc, [page.asOf, page.made].filter(Boolean).join(' · '), MARGIN, after + 1, { colour: GREY }) + 8
}

function figures(doc: Doc, page: Page, top: number): number {
  const across = Math.min(4, page.figures.length)
  const width = (INNER - (across - 1) * 8) / across
  page.figures.forEach(({ label, value, note }, n) => {
    const [x, y] = [MARGIN + (n % across) * (width + 8), top + Math.floor(n / across) * 62]
    doc.rect(x, y, width, 56).lineWidth(0.6).strokeColor(RULE).stroke()
    write(doc, label, x + 6, y + 5, { size: 7.5, width: width - 12, colour: GREY, lines: 1 })
    write(doc, value, x + 6, y + 15, { size: 14, font: 'strong', width: width - 12 })
    write(doc, note, x + 6, y + 34, { size: 6.5, width: width - 12, colour: GREY, lines: 2 })
  })
  return top + Math.ceil(page.figures.length / across) * 62 + 4
}

function map(doc: Doc, situation: Situation, page: Page, top: number): number {
  const y = heading(doc, page.map, MARGIN, top, LEFT_W)
  const picture = pictureOf(situation.map, LEFT_W, 3.4)
  doc.save().translate(MARGIN, y)
  for (const path of picture.outlines) doc.path(path).lineWidth(0.4).fillAndStroke(GROUND, RULE)
  for (const { severity, path } of picture.marks) mark(doc, severity, path)
  doc.restore()
  return y + picture.height
}

function counted(doc: Doc, page: Page, top: number): number {
  const [x, width] = [MARGIN + LEFT_W + GAP, INNER - LEFT_W - GAP]
  let y = heading(doc, page.severity.title, x, top, width)
  for (const { severity, label, count, change } of page.severity.rows) {
    mark(doc, severity, markPath(severity, x + 5, y + 5.5, 4))
    write(doc, label, x + 16, y, { width: 70, size: 8.5 })
    write(doc, count, x + 80, y, { width: 34, size: 8.5, font: 'strong', align: 'right' })
    y = Math.max(y + 13, write(doc, change, x + 120, y + 0.5, { width: width - 120, size: 7.5, colour: GREY }))
  }
  y = heading(doc, page.repair.title, x, y + 6, width)
  for (const { label, count } of page.repair.rows) {
    write(doc, label, x, y, { width: width - 40, size: 8.5 })
    y = write(doc, count, x + width - 40, y, { width: 40, size: 8.5, font: 'strong', align: 'right' })
  }
  y = heading(doc, page.changes.title, x, y + 6, width)
  y = write(doc, page.changes.since, x, y, { width, size: 7.5, colour: GREY, lines: 2 })
  for (const row of page.changes.rows) y = write(doc, row, x, y + 1, { width, size: 8.5, lines: 2 })
  return y
}

function worst(doc: Doc, page: Page, top: number): void {
  const bottom = HEIGHT - MARGIN - 12 * (page.notes.length + 1)
  let y = heading(doc, page.worst.title, MARGIN, top, INNER)
  if (page.worst.rows.length === 0) y = write(doc, page.worst.none, MARGIN, y)
  // Ten always fit: what is left of the page is shared out among them.
  const each = Math.min(34, (bottom - y) / Math.max(1, page.worst.rows.length))
  for (const { nth, name, severity, standing, reason } of page.worst.rows) {
    write(doc, nth, MARGIN, y, { width: 16, font: 'strong', align: 'right' })
    mark(doc, severity, markPath(severity, MARGIN + 25, y + 6, 4))
    write(doc, name, MARGIN + 36, y, { font: 'strong', width: 230 })
    write(doc, standing, MARGIN + 270, y + 1, { size: 7.5, colour: GREY, width: INNER - 270, align: 'right' })
    write(doc, reason, MARGIN + 36, y + 12, { size: 8, width: INNER - 36, lines: each >= 32 ? 2 : 1 })
    y += each
  }
  let last = HEIGHT - MARGIN - 11 * page.notes.length
  for (const note of page.notes) last = write(doc, note, MARGIN, last, { size: 7.5, colour: GREY })
}

/** A kept situation as a PDF of one page of A4, in black and white, with its letters in it. */
export async function pdfOf(situation: Situation, given: { readonly kept: Pick<KeptSituation, 'number' | 'madeAt' | 'madeBy'>; readonly language: Language; readonly zone: string }): Promise<Buffer> {
  const page = pageOf(situation, given)
  const made = new Date(given.kept.madeAt)
  const doc = new PDFDocument({ size: 'A4', margin: 0, lang: given.language, displayTitle: true, info: { Title: `${page.title} ${page.number}: ${page.area}`, Creator: 'Vidnova', Producer: 'Vidnova', CreationDate: made, ModDate: made } })
  const parts: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
  })
  for (const [name, path] of Object.entries(FONTS)) doc.registerFont(name, join(projectRoot, path))
  const top = figures(doc, page, head(doc, page))
  worst(doc, page, Math.max(map(doc, situation, page, top), counted(doc, page, top)) + 10)
  doc.end()
  return whole
}

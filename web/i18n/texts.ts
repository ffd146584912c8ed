type Forms = { readonly one: string; readonly other: string }
type Keys<T> = keyof T & (string | number)

/** The shape that a translation must have: the same keys, and for plurals the forms that Ukrainian needs. */
export type Texts<T> = T extends string
  ? string
  : T extends Forms
    ? { readonly one: string; readonly few: string; readonly many: string; readonly other: string }
    : { readonly [K in keyof T]: Texts<T[K]> }

/** Every dotted path to a text below `T`: what `t` takes. */
export type TextKey<T> = { [K in Keys<T>]: T[K] extends string ? `${K}` : T[K] extends Forms ? never : `${K}.${TextKey<T[K]>}` }[Keys<T>]

/** Every dotted path to a plural below `T`: what `plural` takes; `{{count}}` in its forms stands for the number. */
export type PluralKey<T> = { [K in Keys<T>]: T[K] extends string ? never : T[K] extends Forms ? `${K}` : `${K}.${PluralKey<T[K]>}` }[Keys<T>]

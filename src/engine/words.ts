/** Languages every message exists in. Adding one here makes each incomplete `words` record fail to compile. */
export const LANGUAGES = ['en'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Words<T> = Readonly<Record<Language, T>>;

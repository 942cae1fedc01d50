declare module 'virtual:messages' {
  export const en: Readonly<Record<string, string>>;
  export const de: Readonly<Record<string, string>>;
}

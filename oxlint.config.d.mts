/** Folder of `src/` → folders it may import from besides itself. */
export const mayImport: Readonly<Record<string, readonly string[]>>;
declare const config: { readonly overrides: readonly { readonly files: readonly string[] }[] };
export default config;

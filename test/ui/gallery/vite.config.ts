import { fileURLToPath } from 'node:url';
import { preact } from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';
import { readMessages } from '../messages.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The policy of the extension's pages: what the shipped page may not do, the gallery may not either. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'";

export default defineConfig({
  root: here('.'),
  plugins: [preact(), messages()],
  resolve: { alias: { '#i18n': here('../../../.wxt/i18n/index.ts') } },
  build: {
    emptyOutDir: true,
    target: 'es2022',
    minify: false,
    modulePreload: { polyfill: false },
  },
  preview: { headers: { 'Content-Security-Policy': contentSecurityPolicy } },
  logLevel: 'warn',
});

function messages(): Plugin {
  const id = '\0virtual:messages';
  return {
    name: 'messages',
    resolveId: (source) => (source === 'virtual:messages' ? id : undefined),
    load: (source) =>
      source === id
        ? `export const en = ${JSON.stringify(readMessages('en'))}; export const de = ${JSON.stringify(readMessages('de'))};`
        : undefined,
  };
}

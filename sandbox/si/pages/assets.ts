import { readFile } from 'node:fs/promises';
import { classNames } from './client/class-names.ts';
import { refuse } from './page-env.ts';

const ENTRY = new URL('./client/main.ts', import.meta.url);
const STYLE = new URL('./client/app.css', import.meta.url);
const scripts = new Map<string, Promise<string>>();

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0f766e"/><path d="M8 20l6-7 4 4 6-8" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>';

/** A module of the app as JavaScript; the browser reads each by itself. */
async function translate(path: string): Promise<string> {
  const source = await readFile(new URL(path, ENTRY), 'utf8');
  const { transformWithOxc } = await import('vite');
  const { code } = await transformWithOxc(source, path, { target: 'es2022', sourcemap: false });
  return code;
}

function asset(body: string, type: string): Response {
  return new Response(body, {
    headers: {
      'Content-Type': `${type}; charset=UTF-8`,
      'Cache-Control': 'no-cache',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

/** A file under `/app/assets/`; 404 for what is not there. */
export async function serveAsset(path: string, era: string): Promise<Response> {
  if (path === 'icon.svg') return asset(ICON, 'image/svg+xml');
  if (path === 'app.css') {
    const names = classNames(era);
    const css = await readFile(STYLE, 'utf8');
    return asset(
      css.replaceAll(/\.si-([a-z-]+)/g, (_, name: string) => `.${names(name)}`),
      'text/css',
    );
  }
  const file = path.replace(/\.js$/, '.ts');
  if (!/^(?:[a-z]+\/)?[a-z-]+\.ts$/.test(file)) return refuse(404);
  const known = scripts.get(file) ?? translate(file);
  scripts.set(file, known);
  try {
    return asset(await known, 'text/javascript');
  } catch {
    scripts.delete(file);
    return refuse(404);
  }
}

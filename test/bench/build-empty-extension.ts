import { join } from 'node:path';
import { build } from 'wxt';

/**
 * Builds, with the framework of ours, an extension that does nothing: what it costs is what the browser takes for any. Its
 * folder, absolute.
 */
export async function buildEmptyExtension(folder: string): Promise<string> {
  const root = join(process.cwd(), 'test', 'bench', 'empty-extension');
  await build({
    root,
    outDir: folder,
    configFile: false,
    imports: false,
    logger: silent,
    manifest: {
      name: 'Empty',
      content_scripts: [{ matches: ['https://*.bamboohr.com/*'], js: ['nothing.js'], run_at: 'document_idle' }],
    },
  });
  return join(folder, 'chrome-mv3');
}

const silent = { debug() {}, log() {}, info() {}, warn() {}, error() {}, fatal() {}, success() {}, level: 0 };

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { unpack } from '../../scripts/lib/pack.ts';
import { extensionVersion, packageFile } from '../../scripts/lib/packages.ts';
import { expectFirstPreview, startProduct } from './product.ts';
import { long, seed } from './counts.ts';

interface Chrome {
  readonly chrome: { readonly runtime: { getManifest(): { readonly version: string } } };
}

/** `npm run zip` has made it, which the full counts do before. */
describe.runIf(long)('the package for Chromium', () => {
  it('connects and previews without writing when it is loaded as it was unpacked, and says its version', async () => {
    const extension = await mkdtemp(join(tmpdir(), 'package-'));
    onTestFinished(() => rm(extension, { recursive: true, force: true }));
    await unpack(await readFile(packageFile('-chrome.zip')), extension);
    const product = await startProduct({ sandbox: { employees: 60, seed }, browser: { extension } });
    await expectFirstPreview(product);
    const version = await product.page.evaluate(
      () => (globalThis as unknown as Chrome).chrome.runtime.getManifest().version,
    );
    expect(version).toBe(extensionVersion);
  });
});

import { readFile, rm } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newProfile } from '../../scripts/lib/firefox/launch-firefox.ts';
import { extensionVersion, packageFile } from '../../scripts/lib/packages.ts';
import { expectFirstPreview } from '../e2e/product.ts';
import { startInFirefox } from './firefox-product.ts';
import { long, seed } from '../e2e/counts.ts';

/** `npm run zip` has made it, which the full counts do before. */
describe.runIf(long)('the package for Firefox', () => {
  it('connects and previews without writing when it is installed as it is, and says its version', async () => {
    const profile = await newProfile(await readFile(packageFile('-firefox.zip')));
    onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
    const product = await startInFirefox({ sandbox: { seed }, firefox: { profile } });
    await expectFirstPreview(product);
    expect(await product.firefox.inChrome('return extension.version')).toBe(extensionVersion);
  });
});

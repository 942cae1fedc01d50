import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { ensureFirefox } from '../../scripts/lib/firefox/ensure-firefox.ts';
import { builtForFirefox, extensionId, newProfile, packed } from '../../scripts/lib/firefox/launch-firefox.ts';
import { long } from '../e2e/counts.ts';
import { launchForFirefoxTest } from './firefox-product.ts';

describe.runIf(long)('policies of IT in Firefox', () => {
  it('install the package from a server of the company, preset its settings, bring it up, and remove it', async () => {
    const sandbox = await startSandbox({ employees: 60 });
    onTestFinished(() => sandbox.stop());
    const server = await startPackageServer();
    const company = await ownFirefox();
    const profile = await newProfile(null);
    onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
    const launch = (options = {}) =>
      launchForFirefoxTest({ port: sandbox.port, profile, program: company.program, ...options });
    const preset = { mode: 'sync', bambooSubdomain: sandbox.accounts.bamboo.subdomain };

    await company.setPolicies(forced(await server.publish('1.2.3')), preset);
    const first = await launch();
    expect(await first.inChrome('return extension.version')).toBe('1.2.3');
    const page = await first.openPopupTab('#configuration');
    const subdomain = page.getByRole('textbox', { name: 'BambooHR ID (subdomain)' });
    await subdomain.waitFor();
    expect([await subdomain.inputValue(), await subdomain.isDisabled()]).toEqual([preset.bambooSubdomain, true]);
    await first.close();

    await company.setPolicies(forced(await server.publish('1.2.4')), preset);
    const second = await launch();
    await expect
      .poll(() => second.inChrome('return extension?.version'), { timeout: 60_000, interval: 500 })
      .toBe('1.2.4');
    await second.close();

    await company.setPolicies({ installation_mode: 'blocked' }, preset);
    const third = await launch({ without: true });
    await expect
      .poll(() => third.inChrome('return extension !== undefined'), { timeout: 60_000, interval: 500 })
      .toBe(false);
  });
});

const forced = (packageUrl: string) => ({ installation_mode: 'force_installed', install_url: packageUrl });

/** Firefox looks for policies beside its program: one that is the machine's in all else, and that only this test knows. */
async function ownFirefox() {
  const program = await realpath(ensureFirefox());
  const folder = await mkdtemp(join(tmpdir(), 'firefox-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const name of await readdir(dirname(program))) {
    if (name !== 'distribution' && name !== basename(program))
      await symlink(join(dirname(program), name), join(folder, name));
  }
  await copyFile(program, join(folder, basename(program)));
  await mkdir(join(folder, 'distribution'));
  return {
    program: join(folder, basename(program)),
    /** As `docs/store/self-hosting.md` shows them; in force from the next start. */
    setPolicies: (installation: object, preset: object) => {
      const policies = {
        ExtensionSettings: { [extensionId]: installation },
        '3rdparty': { Extensions: { [extensionId]: preset } },
      };
      return writeFile(join(folder, 'distribution', 'policies.json'), JSON.stringify({ policies }));
    },
  };
}

/** A company's own server; each version has an address of its own. */
async function startPackageServer() {
  const packages = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const found = packages.get(request.url ?? '');
    response.writeHead(found ? 200 : 404, { 'Content-Type': 'application/x-xpinstall' }).end(found);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return {
    /** The address of the package. */
    publish: async (version: string): Promise<string> => {
      const manifest = JSON.parse(await readFile(join(builtForFirefox, 'manifest.json'), 'utf8')) as object;
      const path = `/small-improvements-${version}.xpi`;
      packages.set(path, await packed(builtForFirefox, { ...manifest, version }));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
    },
  };
}

import JSZip from 'jszip';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type Bill,
  licenceList,
  onlyThese,
  shippedPackages,
  withoutChance,
} from '../../scripts/lib/bill-of-materials.ts';
import { packAlike, unpack } from '../../scripts/lib/pack.ts';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly hasInstallScript?: boolean;
}

const lock = JSON.parse(read('package-lock.json')) as { readonly packages: Readonly<Record<string, Locked>> };
const { packages } = lock;
const locked = Object.entries(packages).filter(([path]) => path !== '');
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe('the lock file', () => {
  it('has a checksum for each package, and no address', () => {
    expect(locked.length).toBeGreaterThan(300);
    const wrong = locked.filter(
      ([, { integrity = '', resolved, link }]) => !integrity.startsWith('sha512-') || resolved !== undefined || link,
    );
    expect(wrong.map(([path]) => path)).toEqual([]);
  });

  it('ships under licences that allow it', () => {
    const allowed = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'MPL-2.0', '0BSD'];
    const names = shippedPackages(lock);
    expect([...names.keys()]).toEqual(expect.arrayContaining(['preact', 'zod', 'idb', '@preact/signals-core', 'wxt']));
    const shipped = locked.filter(([path]) => names.has(nameOf(path)));
    const others = shipped.filter(([, { license = '' }]) => !allowed.includes(license));
    expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
  });

  it('has exact versions only in package.json', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      'dependencies' | 'devDependencies',
      Readonly<Record<string, string>>
    >;
    const versions = Object.values({ ...dependencies, ...devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  });
});

describe('.npmrc', () => {
  const lines = read('.npmrc').split('\n');

  it('lets no package run a script of its own at its installation', () => {
    expect(lines).toContain('ignore-scripts=true');
  });

  it('says of each package that has such a script why it works without, and of no other', () => {
    const explained = lines.flatMap((line) => /^# (@?[a-z][\w./-]*): .{20,}/.exec(line)?.[1] ?? []);
    const scripts = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect(explained.toSorted()).toEqual([...new Set(scripts)].toSorted());
  });

  it('names no registry and no secret', () => {
    expect(lines.join('\n')).not.toMatch(/registry|_auth|token/i);
  });
});

it('the manifest lets the extension talk to the two vendors and to nobody else', () => {
  const connect = /connect-src ([^;]+);/.exec(read('wxt.config.ts'))?.[1]?.split(' ');
  expect(connect).toEqual(["'self'", 'https://*.bamboohr.com', 'https://*.small-improvements.com']);
});

describe('packages', () => {
  const archive = async (names: readonly string[], date: Date) => {
    const zip = new JSZip();
    for (const name of names) zip.file(name, `content of ${name}`, { date });
    return zip.generateAsync({ type: 'uint8array' });
  };

  it('are the same bytes, whatever the order and time they were made in', async () => {
    const one = await packAlike(await archive(['b.js', 'a/x.js', 'a.html'], new Date('2026-01-01')));
    const other = await packAlike(await archive(['a.html', 'b.js', 'a/x.js'], new Date('2027-07-07')));
    expect(Buffer.from(other).equals(Buffer.from(one))).toBe(true);
    const { files } = await JSZip.loadAsync(one);
    expect(Object.keys(files)).toEqual(['a.html', 'a/x.js', 'b.js']);
    expect(await files['a/x.js']?.async('text')).toBe('content of a/x.js');
  });

  it('can be unpacked into what they hold', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'unpacked-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await unpack(await packAlike(await archive(['b.js', 'a/x.js'], new Date('2026-01-01'))), folder);
    expect((await readdir(folder, { recursive: true })).toSorted()).toEqual(['a', 'a/x.js', 'b.js']);
    expect(await readFile(join(folder, 'a/x.js'), 'utf8')).toBe('content of a/x.js');
  });

  const bill = (part: Partial<Bill>): Bill => ({
    serialNumber: 'urn:uuid:1',
    metadata: { timestamp: 'now', tools: ['npm'], component: { name: 'some-folder', version: '1.0.0' } },
    components: [
      { name: 'zod', version: '4.0.0', licenses: [{ license: { id: 'MIT' } }] },
      { name: 'idb', version: '8.0.0', licenses: [{ license: { id: 'ISC' } }] },
    ],
    dependencies: [{ ref: 'zod@4.0.0', dependsOn: ['idb@8.0.0', 'tool@1.0.0'] }, { ref: 'tool@1.0.0' }],
    ...part,
  });

  it('have a bill of materials that depends on nothing but what is in them', () => {
    const again = bill({ serialNumber: 'urn:uuid:2', components: bill({}).components.toReversed() });
    const plain = JSON.stringify(withoutChance(bill({}), 'product'));
    expect(JSON.stringify(withoutChance(again, 'product'))).toBe(plain);
    expect(plain).not.toMatch(/uuid|now|some-folder/);
  });

  it('have a bill of what ships, and of no tool', () => {
    const only = onlyThese(bill({}), new Map([['zod', '4.0.0']]));
    expect(only.components.map((each) => each.name)).toEqual(['zod']);
    expect(only.dependencies).toEqual([{ ref: 'zod@4.0.0', dependsOn: [] }]);
  });

  it('have a list of licences with the text each package brings', () => {
    const list = licenceList(withoutChance(bill({}), 'product'), (name) =>
      name === 'idb' ? 'ISC License\n' : undefined,
    );
    expect(list.startsWith('idb@8.0.0  ISC\nzod@4.0.0  MIT\n')).toBe(true);
    expect(list).toContain('idb@8.0.0\n\nISC License');
  });
});

describe('SECURITY.md', () => {
  it.each(['Reporting a weakness', 'What a release must prove', 'Who may release'])('says: %s', (title) => {
    expect(read('SECURITY.md')).toMatch(new RegExp(`^## ${title}\\n\\n.{40,}`, 'm'));
  });
});

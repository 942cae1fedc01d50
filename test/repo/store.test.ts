import { Window } from 'happy-dom';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import wxtConfig from '../../wxt.config.ts';
import { guideLanguages, readPage } from '../../scripts/lib/guide/read-guide.ts';
import { storeScenes } from '../../scripts/lib/pictures/store-camera.ts';
import { settingsSchema } from '../../src/config/settings.ts';
import { readMessages } from '../ui/messages.ts';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const pages = readdirSync(new URL('../../docs/store', import.meta.url));
const all = pages.map((page) => read(`docs/store/${page}`)).join('\n');

interface Manifest {
  readonly permissions: readonly string[];
  readonly host_permissions?: readonly string[];
  readonly web_accessible_resources: readonly (string | { readonly resources: readonly string[] })[];
  readonly content_scripts: readonly { readonly js: readonly string[] }[];
  readonly version?: string;
  readonly browser_specific_settings?: { readonly gecko: { readonly id: string } };
}

const manifestOf = wxtConfig.manifest as unknown as (env: object) => Manifest;
const chrome = manifestOf({ browser: 'chrome', manifestVersion: 3 });
const firefox = manifestOf({ browser: 'firefox', manifestVersion: 2 });

/** What stands in backticks in the first cells of the tables under a heading. */
function namedUnder(page: string, title: string): readonly string[] {
  const section = read(`docs/store/${page}`).split(`\n## ${title}\n`)[1]?.split(/^## /m)[0] ?? '';
  return [...section.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, name = '']) => name);
}

describe('the reasons for permissions', () => {
  it('name each permission of both manifests, and no other', () => {
    const isHost = (name: string) => name.includes('://');
    const asked = [...chrome.permissions, ...(chrome.host_permissions ?? []), ...firefox.permissions];
    expect(new Set(asked).size).toBeGreaterThan(4);
    const given = {
      permissions: namedUnder('permissions.md', 'Permissions'),
      hosts: namedUnder('permissions.md', 'Hosts'),
    };
    expect(given.permissions.toSorted()).toEqual([...new Set(asked.filter((each) => !isHost(each)))].toSorted());
    expect(given.hosts.toSorted()).toEqual([...new Set(asked.filter(isHost))].toSorted());
  });

  it('name each script and each page that reaches other pages, and no other', () => {
    const declared = chrome.content_scripts.flatMap(({ js }) => js);
    // WXT names them after their folders.
    const made = readdirSync(new URL('../../entrypoints', import.meta.url))
      .filter((name) => name === 'content' || name.endsWith('.content'))
      .map((name) => `content-scripts/${name.replace('.content', '')}.js`);
    const framed = chrome.web_accessible_resources.flatMap((each) =>
      typeof each === 'string' ? each : each.resources,
    );
    expect(firefox.web_accessible_resources).toEqual(framed);
    expect(namedUnder('permissions.md', 'Scripts in pages').toSorted()).toEqual(
      [...declared, ...made, ...framed].toSorted(),
    );
  });
});

describe.each(guideLanguages)('the listing (%s)', (language) => {
  const { sections } = readPage('index', read(`docs/store/listing.${language}.md`));
  const textOf = (anchor: string) => sections.find((each) => each.anchor === anchor)?.text ?? '';
  const messages = readMessages(language);

  it('has a name and summaries within the limits of the stores', () => {
    const limits = { name: 45, 'summary-chrome': 132, 'summary-firefox': 250 };
    for (const [anchor, limit] of Object.entries(limits)) {
      expect(textOf(anchor).length).toBeGreaterThan(10);
      expect(`${anchor}: ${Math.max(textOf(anchor).length, limit)}`).toBe(`${anchor}: ${limit}`);
      expect(textOf(anchor)).not.toContain('\n');
      expect(read('docs/store/README.md')).toMatch(new RegExp(`\\| ${limit} +\\|`));
    }
  });

  it('has the name and the summary of the manifest', () => {
    expect([textOf('name'), textOf('summary-chrome')]).toEqual([
      messages['extensionName'],
      messages['extensionDescription'],
    ]);
  });

  it('says a sentence with each picture, in their order', () => {
    const said = [...textOf('pictures').matchAll(/^- `(.+)`: (.+)$/gm)].map(([, name = '', text = '']) => ({
      name,
      text,
    }));
    expect(said.map(({ name }) => name)).toEqual(storeScenes.map((scene, index) => `${index + 1}-${scene}`));
    // Short enough to be read beside a picture.
    expect(said.filter(({ text }) => text.length > 120)).toEqual([]);
  });

  it('has a description without marks that a store would show as they are', () => {
    expect(textOf('description').length).toBeGreaterThan(1_000);
    expect(textOf('description')).not.toMatch(/\*\*|`|\]\(|\{\{/);
  });
});

describe('pages in two languages', () => {
  it.each(['listing', 'privacy-policy'])('have the same parts: %s', (page) => {
    const shapeOf = (language: string) =>
      readPage('index', read(`docs/store/${page}.${language}.md`)).sections.map(({ anchor, text }) => [
        anchor,
        text.match(/^- /gm)?.length ?? 0,
        text.split('\n\n').length,
        [...text.matchAll(/\{\{[a-z-]+\}\}|\]\([^)]+\)|`[^`]+`/g)].map(String),
      ]);
    expect(shapeOf('de')).toEqual(shapeOf('en'));
  });

  it('name the hosts of the manifest as the only ones data go to', () => {
    const hosts = (chrome.host_permissions ?? []).map((each) => each.replace(/^https:\/\/|\/\*$/g, ''));
    for (const page of ['docs/store/privacy-policy.en.md', 'docs/store/privacy-policy.de.md', 'docs/privacy.md']) {
      const named = [...read(page).matchAll(/`(\*\.[a-z.-]+)`/g)].map(([, host = '']) => host);
      expect([page, ...named.toSorted()]).toEqual([page, ...hosts.toSorted()]);
    }
  });

  it('say the retention that is set as installed', () => {
    const { retentionDays, retentionRuns } = settingsSchema.parse({});
    for (const language of guideLanguages) {
      const policy = read(`docs/store/privacy-policy.${language}.md`);
      expect([policy.includes(` ${retentionDays} `), policy.includes(` ${retentionRuns} `)]).toEqual([true, true]);
    }
  });
});

describe('the examples for IT departments', () => {
  const blocks = [...read('docs/store/self-hosting.md').matchAll(/^( *)```(json|xml)\n([\s\S]*?)^ *```$/gm)].map(
    ([, indent = '', kind = '', text = '']) => ({ kind, text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), '') }),
  );
  const examples = blocks.filter(({ kind }) => kind === 'json').map(({ text }) => JSON.parse(text) as unknown);
  const schema = JSON.parse(read('public/managed-schema.json')) as { readonly properties: object };

  /** Every object that stands under a path of keys; `*` is any key. */
  function under(value: unknown, [key, ...rest]: readonly string[]): readonly object[] {
    if (typeof value !== 'object' || value === null) return [];
    if (key === undefined) return [value];
    return Object.entries(value).flatMap(([name, each]) => (key === '*' || key === name ? under(each, rest) : []));
  }
  const at = (path: string) => examples.flatMap((example) => under(example, path.split('/')));

  it('preset only settings there are, with values they can hold', () => {
    const ways = ['3rdparty/extensions/*', 'policies/3rdparty/Extensions/*', 'data'].map(at);
    expect(ways.filter((presets) => presets.length === 0)).toEqual([]);
    for (const preset of ways.flat()) {
      expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(preset)));
      expect(settingsSchema.parse(preset)).toMatchObject(preset);
    }
  });

  it('install by a mode and an address, under the ID the package has in Firefox', () => {
    const id = firefox.browser_specific_settings?.gecko.id ?? '';
    const [inChrome, inFirefox] = [at('ExtensionSettings/*'), at('policies/ExtensionSettings/*')];
    expect([inChrome.length, inFirefox.length]).toEqual([3, 1]);
    expect(inChrome.every((each) => 'installation_mode' in each && 'update_url' in each)).toBe(true);
    expect(inFirefox.every((each) => 'installation_mode' in each && 'install_url' in each)).toBe(true);
    for (const path of ['policies/ExtensionSettings', 'policies/3rdparty/Extensions'])
      expect(at(path).flatMap((each) => Object.keys(each))).toEqual([id]);
    expect(examples).toContainEqual(expect.objectContaining({ name: id, type: 'storage' }));
  });

  it('have an update manifest that a browser can read, for the same ID as the policies', () => {
    const [update, ...more] = blocks.filter(({ kind }) => kind === 'xml');
    expect(more).toEqual([]);
    const document = new new Window().DOMParser().parseFromString(update?.text ?? '', 'text/xml');
    expect(document.querySelector('parsererror')).toBeNull();
    expect(document.documentElement?.getAttribute('xmlns')).toBe('http://www.google.com/update2/response');
    const app = document.querySelector('gupdate > app');
    expect(app?.querySelector('updatecheck')?.getAttribute('codebase')).toMatch(/^https:.*\.crx$/);
    const ids = at('ExtensionSettings').flatMap((each) => Object.keys(each));
    expect([...new Set(ids)]).toEqual([app?.getAttribute('appid')]);
  });
});

describe('a release', () => {
  it('has its version from package.json alone', () => {
    const { version } = JSON.parse(read('package.json')) as { readonly version: string };
    const lock = JSON.parse(read('package-lock.json')) as {
      readonly version: string;
      readonly packages: Readonly<Record<string, { readonly version?: string }>>;
    };
    expect([lock.version, lock.packages['']?.version]).toEqual([version, version]);
    expect([chrome.version, firefox.version]).toEqual([undefined, undefined]);
    expect(all).not.toMatch(new RegExp(`\\b${version.replaceAll('.', '\\.')}\\b`));
  });

  it('has sources for reviewers without what this machine left, and with what tells npm how to install', () => {
    const { includeSources = [], excludeSources = [] } = wxtConfig.zip ?? {};
    const left = read('.gitignore')
      .split('\n')
      // WXT leaves out what begins with a dot, and installed packages.
      .filter((line) => line !== '' && !/^(?:\.|node_modules\/)/.test(line))
      .map((line) => (line.endsWith('/') ? `${line}**` : line.includes('*') ? `**/${line}` : line));
    expect(left.length).toBeGreaterThan(3);
    expect(excludeSources.toSorted()).toEqual(left.toSorted());
    expect(includeSources).toEqual(['.npmrc']);
  });

  it('leaves open only what the owner is asked for in one list', () => {
    const [, list = ''] = read('docs/store/README.md').split('## To be filled in by the owner');
    const placeholders = (text: string) => [...new Set(text.match(/\{\{[a-z-]+\}\}/g))].toSorted();
    const others = pages.filter((page) => page !== 'README.md').map((page) => read(`docs/store/${page}`));
    expect(placeholders(list)).toEqual(placeholders(others.join('\n')));
  });

  it('finds every page from the contents, and the contents from the README', () => {
    const listed = [...read('docs/store/README.md').matchAll(/\]\(([a-z.-]+\.md)\)/g)].map(([, page = '']) => page);
    expect([...new Set(listed), 'README.md'].toSorted()).toEqual(pages.toSorted());
    expect(read('README.md')).toContain('(docs/store/README.md)');
  });

  it('links to nothing that is not there', () => {
    const wrong = pages.flatMap((page) =>
      [...read(`docs/store/${page}`).matchAll(/\]\(([^)#]+)(#[^)]+)?\)/g)].flatMap(([link, to = '', anchor = '']) => {
        const target = new URL(`../../docs/store/${to}`, import.meta.url);
        const heading = (line: string) =>
          `#${line
            .toLowerCase()
            .replaceAll(/[^\w -]/g, '')
            .replaceAll(' ', '-')}`;
        const headings = [...readFileSync(target, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, line = '']) =>
          heading(line),
        );
        return anchor === '' || headings.includes(anchor) ? [] : [`${page}: ${link}`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

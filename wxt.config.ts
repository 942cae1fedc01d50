import { fileURLToPath } from 'node:url';
import { preact } from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { renderGuide } from './scripts/lib/guide/render-guide.ts';
import { scriptPolicy, workerBuild } from './scripts/lib/worker-build.ts';
import { profileAddresses } from './src/overlay/profile-addresses.ts';

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  i18n: { localesDir: 'src/locales' },
  vite: ({ browser }) => ({
    plugins: [preact(), workerBuild(browser === 'chrome')],
    // Building the worker takes its time on purpose; nobody has to be told at each start.
    build: { target: 'es2022', sourcemap: false, rollupOptions: { checks: { pluginTimings: false } } },
    resolve: {
      alias: {
        // WXT's own tells the page around a content script the id of the extension.
        'wxt/utils/content-script-context': file('src/overlay/script-life.ts'),
        'wxt/browser': file('src/messaging/polyfill.cjs'),
      },
    },
  }),
  hooks: {
    // No hashes in names: nothing is cached over versions, and they made a hundredth of what a page loads at its start.
    'vite:build:extendConfig': (entrypoints, { build, resolve }) => {
      const isWorker = entrypoints.every(({ type }) => type === 'background');
      if (isWorker && resolve?.alias && !Array.isArray(resolve.alias))
        Object.assign(resolve.alias, { 'wxt/browser': file('src/messaging/worker-browser.ts') });
      const output = build?.rollupOptions?.output;
      if (!output || Array.isArray(output)) return;
      output.chunkFileNames &&= withoutHash(output.chunkFileNames);
      output.entryFileNames &&= withoutHash(output.entryFileNames);
      output.assetFileNames &&= withoutHash(output.assetFileNames);
    },
    // The user guide is packed with the extension; it lies beside the pages, made of docs/guide.
    'build:publicAssets': (_, files) => {
      files.push(...renderGuide());
    },
  },
  zip: {
    // The sources for reviewers install as the repository does, and hold nothing that tests and benches left: see .gitignore.
    includeSources: ['.npmrc'],
    excludeSources: ['artifacts/**', 'bench/results.json', '**/*.log', '**/*.tsbuildinfo', '**/stats*.html'],
  },
  manifest: ({ browser, manifestVersion }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    minimum_chrome_version: '116',
    // storage: policy, and keys kept for the session. alarms: every 15 minutes a look whether something is due.
    // notifications: what needs the administrator.
    // scripting: the overlay in BambooHR pages that were open before, or became a profile without a load.
    permissions: ['storage', 'alarms', 'notifications', 'scripting', ...(manifestVersion === 2 ? hosts : [])],
    ...(manifestVersion === 3 ? { host_permissions: hosts } : {}),
    // The panels stand in BambooHR's pages; no other page, and nothing else of ours, can be framed or fetched.
    web_accessible_resources:
      manifestVersion === 3
        ? [
            {
              resources: ['panel.html'],
              matches: ['https://*.bamboohr.com/*'],
              ...(browser === 'chrome' ? { use_dynamic_url: true } : {}),
            },
          ]
        : (['panel.html'] as never),
    // What is no profile gets the smallest script there can be; `entrypoints/content` has the addresses of profiles.
    content_scripts: [
      {
        matches: ['https://*.bamboohr.com/*'],
        exclude_matches: profileAddresses,
        js: ['arrive.js'],
        run_at: 'document_idle',
      },
    ],
    ...(browser === 'chrome' ? { storage: { managed_schema: 'managed-schema.json' } } : {}),
    options_ui: { page: 'popup.html', open_in_tab: true },
    content_security_policy:
      manifestVersion === 3
        ? { extension_pages: contentSecurityPolicy(scriptPolicy) }
        : (contentSecurityPolicy("'none'") as never),
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'small-improvements-for-bamboohr@extensions.invalid',
              strict_min_version: '128.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {}),
  }),
});

/** A name of a file as the bundler takes it: a pattern, or what gives one. */
function withoutHash<Info>(name: string | ((info: Info) => string)): string | ((info: Info) => string) {
  if (typeof name === 'string') return name.replace('-[hash]', '');
  return (info) => name(info).replace('-[hash]', '');
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const hosts = ['https://*.bamboohr.com/*', 'https://*.small-improvements.com/*'];

/** Pages say for themselves that they have no policy of trusted types; the worker of Chromium needs one. */
const contentSecurityPolicy = (trustedTypes: string) =>
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
  "connect-src 'self' https://*.bamboohr.com https://*.small-improvements.com; form-action 'none'; base-uri 'none'; frame-ancestors https://*.bamboohr.com; " +
  `require-trusted-types-for 'script'; trusted-types ${trustedTypes}`;

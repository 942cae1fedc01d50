/**
 * The one table of directions: what each folder of `src/` may import besides itself.
 * The rules below and `test/repo/directions.test.ts` are made from it; `docs/architecture.md` draws it.
 */
export const mayImport = {
  shared: [],
  domain: ['shared'],
  sync: ['domain', 'shared'],
  http: ['domain', 'shared'],
  'bamboo-api': ['http', 'domain', 'shared'],
  'si-api': ['http', 'domain', 'shared'],
  history: ['domain', 'shared'],
  config: ['domain', 'shared'],
  messaging: ['config', 'domain', 'shared'],
  run: ['sync', 'history', 'config', 'messaging', 'bamboo-api', 'si-api', 'domain', 'shared'],
  admin: ['run', 'sync', 'history', 'config', 'messaging', 'bamboo-api', 'si-api', 'domain', 'shared'],
  profile: ['admin', 'run', 'sync', 'history', 'config', 'messaging', 'bamboo-api', 'si-api', 'domain', 'shared'],
  runner: [
    'admin',
    'run',
    'sync',
    'history',
    'config',
    'messaging',
    'bamboo-api',
    'si-api',
    'http',
    'domain',
    'shared',
  ],
  photos: ['run', 'history', 'config', 'bamboo-api', 'si-api', 'domain', 'shared'],
  overlay: ['messaging', 'domain', 'shared'],
  'overlay-si': ['messaging', 'domain', 'shared'],
  ui: ['sync', 'history', 'config', 'messaging', 'domain', 'shared'],
};

/** Folders that run anywhere: neither a browser API nor its texts. */
const withoutBrowser = [
  'shared',
  'domain',
  'sync',
  'http',
  'bamboo-api',
  'si-api',
  'history',
  'run',
  'admin',
  'runner',
];
/** Folders that name types and pure functions only: no library at all. */
const withoutLibraries = ['domain', 'sync'];

function directionsOf(folder) {
  const forbidden = Object.keys(mayImport).filter((other) => other !== folder && !mayImport[folder].includes(other));
  const patterns = [];
  if (forbidden.length > 0) {
    patterns.push({
      group: forbidden.map((other) => `**/${other}/**`),
      message: `src/${folder} may import ${['itself', ...mayImport[folder]].join(', ')} only (oxlint.config.mjs).`,
    });
  }
  patterns.push({ group: ['**/entrypoints/**', '**/sandbox/**', '**/test/**'], message: 'The product ends at src/.' });
  if (withoutBrowser.includes(folder)) {
    patterns.push({
      group: ['wxt/*', '@wxt-dev/*', '#i18n', 'webextension-polyfill'],
      message: `src/${folder} knows no browser API.`,
    });
  }
  if (folder !== 'runner') {
    patterns.push({ group: ['node:*', 'pg', 'pg/*', 'pg-boss'], message: 'Only src/runner runs on Node.' });
  }
  if (withoutLibraries.includes(folder)) {
    patterns.push({
      group: ['zod', 'zod/*', 'idb', 'preact', 'preact/*', '@preact/*'],
      message: `src/${folder} is pure.`,
    });
  }
  return { files: [`src/${folder}/**`], rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

export default {
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'promise', 'vitest'],
  jsPlugins: ['@preact/eslint-plugin-signals'],
  categories: {
    correctness: 'error',
    suspicious: 'error',
  },
  ignorePatterns: ['.output', '.wxt', 'node_modules', 'bench/results.json'],
  rules: {
    'signals/no-signal-write-in-computed': 'error',
    'signals/no-value-after-await': 'error',
    'signals/no-signal-truthiness': 'error',
    'signals/no-signal-in-component-body': 'error',
    'signals/no-conditional-value-read': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/await-thenable': 'error',
    'typescript/switch-exhaustiveness-check': [
      'error',
      {
        considerDefaultExhaustiveForUnions: true,
      },
    ],
    'typescript/require-array-sort-compare': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/consistent-type-imports': 'error',
    'no-empty': 'error',
    'no-console': [
      'error',
      {
        allow: ['error'],
      },
    ],
    'no-eval': 'error',
    eqeqeq: [
      'error',
      'always',
      {
        null: 'ignore',
      },
    ],
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-default-export': 'off',
    'import/no-unassigned-import': 'off',
    'no-await-in-loop': 'off',
    'no-underscore-dangle': 'off',
    'vitest/no-focused-tests': 'error',
    'vitest/no-disabled-tests': 'error',
    'unicorn/consistent-function-scoping': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'no-shadow': 'off',
    'typescript/unbound-method': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    'unicorn/no-new-array': 'off',
    'import/no-named-as-default-member': 'off',
    'unicorn/prefer-add-event-listener': 'off',
    'unicorn/require-post-message-target-origin': 'off',
    'promise/always-return': 'off',
    'vitest/no-conditional-expect': 'off',
  },
  overrides: [
    ...Object.keys(mayImport).map(directionsOf),
    {
      files: ['src/sync/**'],
      rules: {
        'no-restricted-globals': [
          'error',
          'Date',
          'fetch',
          'window',
          'document',
          'chrome',
          'browser',
          'indexedDB',
          'crypto',
          'performance',
          'setTimeout',
          'setInterval',
          'localStorage',
          'navigator',
        ],
        'no-console': 'error',
      },
    },
    { files: ['entrypoints/**'], rules: { 'max-lines': ['error', { max: 120 }] } },
    { files: ['src/**'], rules: { 'max-lines': ['error', { max: 250 }] } },
    {
      files: ['sandbox/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              { group: ['**/src/**', '**/entrypoints/**'], message: 'The sandbox shares nothing with the product.' },
            ],
          },
        ],
      },
    },
    { files: ['scripts/**', 'sandbox/main.ts', 'test/**'], rules: { 'no-console': 'off' } },
    { files: ['test/**'], rules: { 'typescript/no-unsafe-type-assertion': 'off' } },
  ],
};

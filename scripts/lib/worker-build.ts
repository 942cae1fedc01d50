import { minify } from 'terser';
import type { Plugin, Rolldown } from 'vite';

type Chunk = Rolldown.OutputChunk;

const first = 'background.js';

/** The one policy of trusted types there is; pages may not even have this one. */
export const scriptPolicy = 'worker-scripts';

/**
 * How the worker is built beside the other contexts.
 *
 * Chromium reads every letter of a worker's script at each wake-up, also of functions nobody calls. So the worker is two
 * scripts: what its source imports late is the second. In a worker `import()` is forbidden, but a script that it imported
 * while it was installed may be imported again at any time. The bundler writes CommonJS, and what `require` is stands here.
 * In Firefox (`inTwo` false) the background is a page, which imports no scripts so, and stays one file.
 *
 * What is built is minified once more after the bundler: about a fortieth of its size, which the budget needs (ADR 24).
 */
export function workerBuild(inTwo: boolean): Plugin {
  return {
    name: 'worker-build',
    apply: 'build',
    config({ build }) {
      const output = build?.rollupOptions?.output;
      if (!inTwo || !build?.lib || build.lib.fileName !== 'background' || !output || Array.isArray(output)) return;
      build.lib.formats = ['cjs'];
      output.chunkFileNames = 'background-[name].js';
    },
    async generateBundle(_, bundle) {
      const entry = bundle[first];
      if (entry?.type !== 'chunk') return;
      const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
      for (const chunk of chunks) {
        const { code } = await minify(chunk.code, { ecma: 2022, module: true, compress: { passes: 4 } });
        if (code) chunk.code = code;
      }
      if (!inTwo) return;
      // What both share is where the bundler put it, and is read with the first.
      const atOnce = chunks.filter(({ fileName }) => entry.imports.includes(fileName));
      const later = chunks.filter((chunk) => chunk !== entry && !atOnce.includes(chunk));
      entry.code = [beginning(later), ...[...atOnce, entry].map(part)].join('\n');
      for (const chunk of later) chunk.code = part(chunk);
      for (const { fileName } of atOnce) delete bundle[fileName];
    },
  };
}

/**
 * `parts`: what each part that was read exports. The names are for all scripts of a worker, which share their globals. The
 * extension's policy takes no address of a script but from `scriptPolicy`, which knows those of the build.
 */
function beginning(later: readonly Chunk[]): string {
  const names = JSON.stringify(later.map(({ fileName }) => fileName));
  const allow = `name=>{if(names.includes(name))return name;throw new TypeError(name)}`;
  return [
    `var parts={},names=${names}`,
    `policy=trustedTypes.createPolicy("${scriptPolicy}",{createScriptURL:${allow}})`,
    'read=path=>{const name=path.slice(2);parts[name]??importScripts(policy.createScriptURL(name));return parts[name]};',
  ]
    .join(',')
    .concat('addEventListener("install",()=>names.forEach(name=>read("./"+name)));');
}

function part({ fileName, code }: Chunk): string {
  return `((exports,require,module={})=>{parts[${JSON.stringify(fileName)}]=exports;${code}})({},read);`;
}

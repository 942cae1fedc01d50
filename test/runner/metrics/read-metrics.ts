export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Family {
  readonly type: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** Reads OpenMetrics text as its specification says, strictly; shares nothing with what writes it. */
export function readMetrics(text: string): ReadonlyMap<string, Family> {
  if (!text.endsWith('\n# EOF\n')) throw new Error('the end is missing');
  const families = new Map<string, { type: string; help: string; samples: Sample[] }>();
  let current = '';
  for (const line of text.slice(0, -'\n# EOF\n'.length).split('\n')) {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\w+) (.+)$/.exec(line) ?? [];
    if (kind === undefined) {
      const sample = readSample(line);
      const family = families.get(current);
      const expected = family?.type === 'counter' ? `${current}_total` : current;
      if (!family || sample.name !== expected) throw new Error(`out of place: ${line}`);
      family.samples.push(sample);
      continue;
    }
    if (kind === 'HELP' && families.has(name)) throw new Error(`twice: ${name}`);
    const family = families.get(name) ?? { type: '', help: '', samples: [] };
    families.set(name, { ...family, [kind === 'HELP' ? 'help' : 'type']: rest });
    current = name;
  }
  return families;
}

function readSample(line: string): Sample {
  const [, name, labels = '', value] = /^(\w+)(?:\{(.*)\})? (-?[\d.e+-]+)$/.exec(line) ?? [];
  if (name === undefined) throw new Error(`no sample: ${line}`);
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"(?:,|$)/g)];
  if (pairs.map(([all]) => all).join('') !== labels) throw new Error(`no labels: ${line}`);
  return { name, value: Number(value), labels: Object.fromEntries(pairs.map(([, key, text]) => [key, text])) };
}

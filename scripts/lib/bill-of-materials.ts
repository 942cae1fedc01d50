/** What is used of a CycloneDX bill of materials as `npm sbom` prints it. */
export interface Bill {
  serialNumber?: string;
  readonly metadata: {
    timestamp?: string;
    tools?: unknown;
    readonly component: { name: string; readonly version: string; readonly 'bom-ref'?: string };
  };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

/** What is used of `package-lock.json`. */
export interface LockFile {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly dependencies?: Readonly<Record<string, string>> }>
  >;
}

/** Packages whose code a tool of the build puts into the extension although they are no dependency of it. */
const builtIn = ['wxt'];

/** Names and versions of the packages whose code ships: our dependencies and theirs. What a package only wants beside it is a tool. */
export function shippedPackages({ packages }: LockFile): ReadonlyMap<string, string> {
  const versionOf = (name: string) => packages[`node_modules/${name}`]?.version ?? '';
  const found = new Map(builtIn.map((name) => [name, versionOf(name)] as const));
  const waiting = Object.keys(packages['']?.dependencies ?? {});
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.set(name, versionOf(name));
    waiting.push(...Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {}));
  }
  return found;
}

/** The bill of some of its packages. */
export function onlyThese(bill: Bill, versions: ReadonlyMap<string, string>): Bill {
  const components = bill.components.filter((each) => versions.get(each.name) === each.version);
  const { name, version } = bill.metadata.component;
  const refs = new Set([...components.map(refOf), `${name}@${version}`, bill.metadata.component['bom-ref']]);
  const dependencies = bill.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({
      ref,
      dependsOn: dependsOn.filter((each) => refs.has(each)).toSorted(compare),
    }))
    .toSorted((one, other) => compare(one.ref, other.ref));
  return { ...bill, components, dependencies };
}

interface Component {
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly {
    readonly license?: { readonly id?: string; readonly name?: string };
    readonly expression?: string;
  }[];
}

/** The bill without what differs from one making to the next, or from one folder or npm to another. */
export function withoutChance(bill: Bill, name: string): Bill {
  const { serialNumber: _serial, ...rest } = bill;
  const { timestamp: _time, tools: _tools, component, ...metadata } = bill.metadata;
  return {
    ...rest,
    metadata: { ...metadata, component: { ...component, name } },
    components: bill.components.toSorted((one, other) => compare(refOf(one), refOf(other))),
  };
}

/** SPDX expression of a component's licence; empty where it names none. */
export function licenceOf({ licenses = [] }: Component): string {
  return licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? '').join(' AND ');
}

/** One line a package, then the text each package comes with. `textOf`: undefined where it brings none. */
export function licenceList(bill: Bill, textOf: (name: string) => string | undefined): string {
  const lines = bill.components.map((each) => `${refOf(each)}  ${licenceOf(each)}`);
  const texts = bill.components.flatMap((each) => {
    const text = textOf(each.name);
    return text === undefined ? [] : [`${'='.repeat(72)}\n${refOf(each)}\n\n${text.trim()}`];
  });
  return `${[lines.join('\n'), ...texts].join('\n\n')}\n`;
}

function refOf({ name, version }: Component): string {
  return `${name}@${version}`;
}

/** By code unit: the same order on every machine. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

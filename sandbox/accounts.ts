import type { SandboxState } from './state/sandbox-state.ts';

interface Login {
  email: string;
  password: string;
}

/** Everything somebody needs to use the stand-ins. */
export interface Accounts {
  bamboo: {
    subdomain: string;
    /** The key to set up with: full access unless the scenario says otherwise. */
    apiKey: string;
    /** One key per access level, by name. */
    keys: Record<string, string>;
    login: Login;
    employeeLogin: Login;
    otherSubdomain: string;
  };
  smallImprovements: {
    address: string;
    token: string;
    tokens: Record<string, string>;
    login: Login;
    employeeLogin: Login;
  };
  /** Rows a key with full access reads. */
  headCount: number;
}

function siLogin(state: SandboxState, tokenName: string): Login {
  const token = state.si.tokens.find((entry) => entry.name === tokenName);
  const user = state.si.users.find((entry) => entry.id === token?.userId);
  return { email: user?.loginname ?? '', password: user?.password ?? '' };
}

function bambooLogin(state: SandboxState, keyName: string): Login {
  const key = state.bamboo.keys.find((entry) => entry.name === keyName);
  const employee = state.bamboo.employees.find((entry) => entry.id === key?.employeeId);
  return { email: employee?.workEmail ?? '', password: state.bamboo.password };
}

/** The accounts of a state; `keyName` is the key to set up with. */
export function accountsOf(state: SandboxState, keyName: string): Accounts {
  const { bamboo, bambooOther, si } = state;
  const keys = Object.fromEntries([...bamboo.keys, ...bambooOther.keys].map((entry) => [entry.name, entry.key]));
  const tokens = Object.fromEntries(si.tokens.map((entry) => [entry.name, entry.token]));
  return {
    bamboo: {
      subdomain: bamboo.subdomain,
      apiKey: keys[keyName] ?? '',
      keys,
      login: bambooLogin(state, 'full'),
      employeeLogin: bambooLogin(state, 'selfOnly'),
      otherSubdomain: bambooOther.subdomain,
    },
    smallImprovements: {
      address: `https://${si.subdomain}.small-improvements.com`,
      token: tokens['admin'] ?? '',
      tokens,
      login: siLogin(state, 'admin'),
      employeeLogin: siLogin(state, 'employee'),
    },
    headCount: bamboo.employees.length,
  };
}

import type { HttpClient } from '../http/http-client.ts';
import { runTogether } from '../shared/run-together.ts';
import type { BambooApi } from './bamboo-api.ts';
import { type BambooApiDeps, createBambooHttp } from './bamboo-http.ts';
import type { ReadOptions } from '../shared/read-options.ts';
import type { EmployeeId } from '../domain/ids.ts';
import { valueOf } from '../domain/cell.ts';
import { usableEmail } from '../shared/work-email.ts';
import { isRefusal } from './codes.ts';
import { readableFields } from './field-visibility.ts';
import { paths } from './names.ts';
import { idText } from '../http/parse-rows.ts';
import { readEverybody } from './read-everybody.ts';
import { changedEnvelope, companyBody, keyOwnerBody, parseEnvelope } from './schemas.ts';

/**
 * BambooHR with one key.
 *
 * Errors:  here `settings-missing`, `settings-invalid` or `bamboo-wrong-key` for what cannot be asked at all; each call
 *          throws bamboo codes, `offline`, `timeout`, `aborted`
 * Effects: network, reading only
 * Source:  BambooHR reference §1, §2
 */
export function createBambooApi(deps: BambooApiDeps): BambooApi {
  const { subdomain, http } = createBambooHttp(deps);

  return {
    async testConnection(options = {}) {
      // One request alone first: a wrong key is not tried four times over.
      const companyName = await readCompanyName(http, options);
      const [snapshot, owner] = await runTogether(options.signal, [
        (signal) => readEverybody(http, { ...options, signal }),
        (signal) => readKeyOwner(http, { signal }),
      ]);
      const { employees, notVisible, sources } = snapshot;
      return {
        companyName,
        keyOwner: owner.name,
        visible: employees.length,
        notVisible: notVisible.length,
        active: employees.filter((employee) => employee.status === 'active').length,
        inactive: employees.filter((employee) => employee.status === 'inactive').length,
        withWorkEmail: employees.filter((employee) => usableEmail(valueOf(employee.workEmail) ?? '') !== undefined)
          .length,
        fields: readableFields(employees),
        sources,
      };
    },
    readCompanyName: (options = {}) => readCompanyName(http, options),
    readKeyOwner: (options = {}) => readKeyOwner(http, options),
    readEverybody: async (options = {}) => ({ subdomain, ...(await readEverybody(http, options)) }),
    readDeleted: (sinceMs, options = {}) => readDeleted(http, sinceMs, options),
  };
}

/** BambooHR reference §2.9: open to every key; an older description had a refusal. */
async function readCompanyName(http: HttpClient, { signal }: ReadOptions): Promise<string | undefined> {
  try {
    const operation = 'bamboo.company';
    const body = parseEnvelope(companyBody, await http.send({ operation, path: paths.company, signal }), operation);
    return body.displayName?.trim() || body.legalName?.trim() || undefined;
  } catch (error) {
    if (isRefusal(error) && error.code !== 'bamboo-wrong-key') return undefined;
    throw error;
  }
}

/** BambooHR reference §2.4: a user without an employee record gets `{"id":"0"}`. */
async function readKeyOwner(
  http: HttpClient,
  { signal }: ReadOptions,
): Promise<{ id?: string; name?: string | undefined }> {
  try {
    const operation = 'bamboo.key-owner';
    const query = { fields: 'firstName,lastName,preferredName' };
    const body = parseEnvelope(
      keyOwnerBody,
      await http.send({ operation, path: paths.keyOwner, query, signal }),
      operation,
    );
    const id = idText(body.id);
    if (id === undefined) return {};
    const name = [body.preferredName || body.firstName, body.lastName].filter(Boolean).join(' ');
    return { id, name: name || undefined };
  } catch (error) {
    if (isRefusal(error)) return {};
    throw error;
  }
}

/** BambooHR reference §2.5, the only source that names deleted people. */
async function readDeleted(http: HttpClient, sinceMs: number, { signal }: ReadOptions): Promise<readonly EmployeeId[]> {
  const operation = 'bamboo.deleted';
  const query = { since: new Date(sinceMs).toISOString().replace(/\.\d+Z$/, 'Z'), type: 'deleted' };
  const body = parseEnvelope(
    changedEnvelope,
    await http.send({ operation, path: paths.changed, query, signal }),
    operation,
  );
  // The action is looked at although only deletions were asked for: a server that ignores `type` must not delete anybody.
  const deleted = Object.entries(body.employees).filter(([, row]) => row.action?.toLowerCase() === 'deleted');
  const byId = !Array.isArray(body.employees);
  return deleted.flatMap(([key, row]) => (idText(row.id) ?? (byId ? idText(key) : undefined) ?? []) as EmployeeId | []);
}

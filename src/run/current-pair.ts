import type { CompanyPair } from '../domain/ids.ts';
import { AppError } from '../shared/app-error.ts';
import type { RunDeps } from './deps.ts';

/** The company pair of the last preview. Errors: `preview-needed` before any. */
export async function currentPair(deps: Pick<RunDeps, 'state'>): Promise<CompanyPair> {
  const connection = await deps.state.get('connection');
  if (!connection) throw new AppError('preview-needed');
  return connection.pair;
}

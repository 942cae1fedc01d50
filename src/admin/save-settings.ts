import type { Settings } from '../config/settings.ts';
import { identity, settingsSchema } from '../config/settings.ts';
import { isSuspensionDate } from '../config/suspension-date.ts';
import type { AuditEntry } from '../domain/audit.ts';
import type { SettingsInput } from '../messaging/protocol.ts';
import { AppError } from '../shared/app-error.ts';
import type { RunDeps } from '../run/deps.ts';
import { askForPreview, dropPlan, forgetBlanked, isPreviewSeen, leaveCompany } from '../run/plan/consent.ts';
import { plannedWith } from '../run/plan/planned-with.ts';
import { acceptKeys } from '../run/automatic/accept-keys.ts';
import { rescheduled } from '../run/automatic/schedule.ts';
import { noteSuspension } from '../run/automatic/suspension.ts';
import { secretHosts } from '../config/secret-hosts.ts';
import { noteProven } from './note-proven.ts';

/**
 * Saves what the form holds, or what `input` makes of the settings once it is its turn. Keys left out keep their value; a
 * secret left out or blank keeps the saved one, which opens for the host it was saved for and for no other.
 * Errors: `settings-invalid` naming the fields; `settings-missing` when a secret comes without its address;
 *         `preview-needed` when automatic imports are asked for too early.
 * Effects: an audit entry for each change; another company or ID kind drops the plan and switches automatic imports off.
 */
export async function saveSettings(
  deps: RunDeps,
  input: SettingsInput | (() => Promise<SettingsInput>),
): Promise<void> {
  await deps.settings.inTurn(async () => save(deps, typeof input === 'function' ? await input() : input));
}

async function save(deps: RunDeps, input: SettingsInput): Promise<void> {
  const { bambooKey, siToken, ...wanted } = input;
  // What cannot be used is replaced by what the form holds, or by the default: nobody is locked out of mending it.
  const { settings: before } = await deps.settings.readable();
  const locked = await deps.settings.locked();
  const after = mergeSettings(before, wanted, locked);
  const secretChanged = isGiven(bambooKey) || isGiven(siToken);
  // A browser IT made a viewer holds no keys, whatever page asks for it.
  if (secretChanged && after.mode === 'viewer' && locked.includes('mode'))
    throw new AppError('settings-invalid', { fields: ['mode'] });
  const moved = identity.some((key) => before[key] !== after[key]);
  // What IT has fixed stays on, and waits for a preview by itself.
  const canSwitch = !locked.includes('automaticImports');
  const settings = moved && canSwitch ? { ...after, automaticImports: false } : after;
  if (settings.automaticImports && !before.automaticImports && !(await isPreviewSeen(deps, settings))) {
    throw new AppError('preview-needed');
  }

  if (settings.automaticImports && settings.keysForSession) {
    throw new AppError('settings-invalid', { fields: ['keysForSession'] });
  }
  if (settings.suspendedUntilMs !== before.suspendedUntilMs && !isSuspensionDate(settings, deps.clock.now())) {
    throw new AppError('settings-invalid', { fields: ['suspendedUntilMs'] });
  }
  const hosts = secretHosts(settings);
  if (isGiven(bambooKey) && hosts['bamboo-key'] === '') missing('bambooSubdomain');
  if (isGiven(siToken) && hosts['si-token'] === '') missing('siAddress');

  // Asked before the connection is forgotten.
  const actor = (await deps.state.get('connection'))?.siUser;
  const movesTo = before.keysForSession === settings.keysForSession ? undefined : placeOf(settings);
  // Broken off in between, secrets are to be entered again; none stays on the disk that should not.
  if (movesTo === 'session') await deps.secrets.move(hosts, movesTo);
  await deps.settings.set(settings);
  if (movesTo === 'disk') await deps.secrets.move(hosts, movesTo);
  if (isGiven(bambooKey)) await deps.secrets.set('bamboo-key', hosts['bamboo-key'], bambooKey.trim());
  if (isGiven(siToken)) await deps.secrets.set('si-token', hosts['si-token'], siToken.trim());
  if (moved || secretChanged) await dropPlan(deps);
  if (before.bambooSubdomain !== settings.bambooSubdomain || before.siAddress !== settings.siAddress) {
    await leaveCompany(deps);
  } else if (moved) await askForPreview(deps);
  if (secretChanged || plannedWith(before) !== plannedWith(settings)) await forgetBlanked(deps);
  if (settings.automaticImports !== before.automaticImports || settings.intervalMinutes !== before.intervalMinutes) {
    await rescheduleFromNow(deps, settings);
  }
  await noteProven(deps, [
    ...(isGiven(bambooKey) ? (['bamboo'] as const) : []),
    ...(isGiven(siToken) ? (['si'] as const) : []),
  ]);
  if (secretChanged) await acceptKeys(deps);
  await noteSuspension(deps, settings);
  const entries = [...changedSettings(before, settings), ...changedSecrets(bambooKey, siToken)];
  await deps.audit.add(entries.map((entry): AuditEntry => ({ ...entry, atMs: deps.clock.now(), actor })));
  deps.announce('settings');
}

/** The settings as they would be saved: addresses normalised, everything checked. Errors: `settings-invalid`. */
export function mergeSettings(
  before: Settings,
  wanted: Omit<SettingsInput, 'bambooKey' | 'siToken'>,
  locked: readonly string[],
): Settings {
  const merged: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(wanted)) if (!locked.includes(key)) merged[key] = value ?? undefined;
  const parsed = settingsSchema.safeParse(merged);
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
  throw new AppError('settings-invalid', { fields });
}

/** A secret is saved for one host only: it has to be known. */
function missing(field: string): never {
  throw new AppError('settings-missing', { fields: [field] });
}

function placeOf({ keysForSession }: Settings): 'session' | 'disk' {
  return keysForSession ? 'session' : 'disk';
}

export function isGiven(secret: string | undefined): secret is string {
  return secret !== undefined && secret.trim() !== '';
}

/** Turning automatic imports on runs the first one at the next tick. */
async function rescheduleFromNow(deps: RunDeps, settings: Settings): Promise<void> {
  await deps.state.change('schedule', (schedule) => rescheduled(settings, schedule, deps.clock.now()));
  deps.announce('schedule');
}

type AuditFact = Pick<AuditEntry, 'what' | 'before' | 'after'>;

function changedSettings(before: Settings, after: Settings): AuditFact[] {
  return (Object.keys(settingsSchema.shape) as (keyof Settings)[])
    .map((what) => ({ what, before: JSON.stringify(before[what]), after: JSON.stringify(after[what]) }))
    .filter((entry) => entry.before !== entry.after);
}

function changedSecrets(bambooKey: string | undefined, siToken: string | undefined): AuditFact[] {
  return [...(isGiven(bambooKey) ? [{ what: 'bambooKey' }] : []), ...(isGiven(siToken) ? [{ what: 'siToken' }] : [])];
}

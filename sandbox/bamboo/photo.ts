import { bambooError } from '../server/vendor-error.ts';
import type { BambooModes } from '../state/bamboo-modes.ts';
import type { BambooEmployee, BambooKey } from '../state/bamboo-state.ts';
import { reachOf } from './access.ts';
import { employeeNotFound } from './employee.ts';
import type { FieldContext } from './fields.ts';
import { isPhotoUrlValid } from './photo-url.ts';
import { createPicture } from './picture/create-picture.ts';
import { bambooJson, wantsJson } from './query.ts';

const SIZES: Record<string, number> = { original: 600, large: 340, medium: 170, small: 150, xs: 50, tiny: 20 };

/** What a photo is announced as (BambooHR reference §5.1, §5.3, corrections §4). */
function announced(stored: string, mode: BambooModes['photoContentType']): string {
  switch (mode) {
    case 'jpeg':
      return 'image/jpeg';
    case 'octet-stream':
      return 'application/octet-stream';
    case 'html':
      return 'text/html; charset=UTF-8';
    case 'stored':
    default:
      return stored;
  }
}

function photoOf(employee: BambooEmployee, size: number, modes: BambooModes): Response {
  const { bytes, mimeType } = createPicture(`${employee.id}-${employee.photoVersion}`, size, modes);
  return new Response(bytes, { headers: { 'Content-Type': announced(mimeType, modes.photoContentType) } });
}

/** The side length asked for on the sizes that take one, never above the natural width (corrections §4). */
function sideLength(query: URLSearchParams, size: string, natural: number): number {
  if (size !== 'small' && size !== 'tiny') return natural;
  const asked = Number(query.get('width') ?? query.get('height') ?? natural);
  return Number.isInteger(asked) && asked >= 1 ? Math.min(asked, natural) : natural;
}

/** `GET employees/{id}/photo/{size}`: the stored image, or with an Accept that names JSON its type and base64. */
export function employeePhoto(
  request: Request,
  context: FieldContext,
  key: BambooKey,
  { id, size }: { id: string; size: string },
  modes: BambooModes,
): Response {
  const employee = context.byId.get(id === '0' ? key.employeeId : id);
  if (!employee) return employeeNotFound();
  const natural = SIZES[size];
  if (natural === undefined) {
    return bambooError(404, `Invalid photo size, valid sizes are: ${Object.keys(SIZES).join(' ')}`);
  }
  if (employee.photoVersion === 0) return bambooError(404, 'Employee photo not found');
  if (!reachOf(key, context.company)(employee) && employee.hiddenFromDirectory)
    return bambooError(403, 'Insufficient permissions');
  const side = sideLength(new URL(request.url).searchParams, size, natural);
  if (!wantsJson(request)) return photoOf(employee, side, modes);
  const { bytes, mimeType } = createPicture(`${employee.id}-${employee.photoVersion}`, side, modes);
  return bambooJson({ mimeType, fileBase64: Buffer.from(bytes).toString('base64') });
}

/** Images behind signed addresses (BambooHR reference §5.1); no key, no cookie. */
export function imageHost(url: URL, contexts: FieldContext[], modes: BambooModes): Response {
  const match = /^\/(\d+)\/photos\/(\d+)-(\d+)-\d+\.jpg$/.exec(url.pathname);
  const context = contexts.find((entry) => String(entry.company.numericId) === match?.[1]);
  if (!match || !context || !isPhotoUrlValid(context.company, url.searchParams)) {
    return new Response('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', {
      status: 403,
      headers: { 'Content-Type': 'application/xml' },
    });
  }
  const employee = context.byId.get(match[2] ?? '');
  if (!employee || employee.photoVersion !== Number(match[3])) return new Response('', { status: 404 });
  return photoOf(employee, 150, modes);
}

/** Placeholder and initials images. */
export function resourceHost(url: URL): Response {
  const known =
    url.pathname === '/images/photo_person_150x150.png' || url.pathname === '/employees/photos/initials.php';
  if (!known) return new Response('', { status: 404 });
  return new Response(createPicture('placeholder', 150, { photoFormat: 'png', photoBytes: 0 }).bytes, {
    headers: { 'Content-Type': 'image/png' },
  });
}

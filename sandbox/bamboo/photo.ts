import { bambooError } from '../server/vendor-error.ts';
import type { BambooKey } from '../state/bamboo-state.ts';
import { reachOf } from './access.ts';
import { employeeNotFound } from './employee.ts';
import type { FieldContext } from './fields.ts';
import { isPhotoUrlValid } from './photo-url.ts';
import { createPicture } from './picture.ts';

const SIZES: Record<string, number> = { original: 600, large: 340, medium: 170, small: 150, xs: 50, tiny: 20 };

/** BambooHR reference §5.3: always announced as JPEG, whatever the bytes are. */
function picture(label: string, size: number): Response {
  return new Response(createPicture(label, size), { headers: { 'Content-Type': 'image/jpeg' } });
}

/** `GET employees/{id}/photo/{size}`. */
export function employeePhoto(
  request: Request,
  context: FieldContext,
  key: BambooKey,
  id: string,
  size: string,
): Response {
  const employee = context.byId.get(id === '0' ? key.employeeId : id);
  if (!employee) return employeeNotFound();
  let pixels = SIZES[size];
  if (pixels === undefined || employee.photoVersion === 0) return bambooError(404, 'Photo not found');
  if (!reachOf(key, context.company)(employee) && employee.hiddenFromDirectory)
    return bambooError(403, 'Insufficient permissions');
  if (size === 'small' || size === 'tiny') {
    const query = new URL(request.url).searchParams;
    const asked = Number(query.get('width') ?? query.get('height') ?? pixels);
    if (Number.isInteger(asked) && asked >= 1 && asked <= 600) pixels = asked;
  }
  return picture(`${employee.id}-${employee.photoVersion}`, pixels);
}

/** Images behind signed addresses (BambooHR reference §5.1); no key, no cookie. */
export function imageHost(url: URL, contexts: FieldContext[]): Response {
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
  return picture(`${employee.id}-${employee.photoVersion}`, 150);
}

/** Placeholder and initials images. */
export function resourceHost(url: URL): Response {
  const known =
    url.pathname === '/images/photo_person_150x150.png' || url.pathname === '/employees/photos/initials.php';
  if (!known) return new Response('', { status: 404 });
  return new Response(createPicture('placeholder', 150), { headers: { 'Content-Type': 'image/png' } });
}

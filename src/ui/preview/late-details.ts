import { lateView } from '../shell/late-view.tsx';

/** Details of a row and the dialogs, needed after the first click and fetched before it; what stands above few previews. */
const details = lateView(async () => (await import('./change-details.tsx')).ChangeDetails);
const dialogs = lateView(async () => (await import('./preview-dialogs.tsx')).PreviewDialogs, 'none');
const notes = lateView(async () => (await import('./preview-notes.tsx')).PreviewNotes, 'none');
const wanted = lateView(async () => (await import('./wanted-person.tsx')).WantedPerson, 'none');

export const ChangeDetails = details.View;
export const PreviewDialogs = dialogs.View;
export const PreviewNotes = notes.View;
export const WantedPerson = wanted.View;

export async function fetchDetails(): Promise<void> {
  await Promise.all([details.fetch(), dialogs.fetch(), notes.fetch()]);
}

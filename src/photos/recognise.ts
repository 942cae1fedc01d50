import type { Face, PictureClaim } from '../domain/people.ts';
import type { SiUserId } from '../domain/ids.ts';

/** SI's users by what pages show of them. */
export interface FaceIndex {
  readonly byId: ReadonlyMap<string, Face>;
  readonly byAvatar: ReadonlyMap<string, readonly Face[]>;
  readonly byName: ReadonlyMap<string, readonly Face[]>;
  /** Whether SI's list carries avatars at all. */
  readonly hasAvatars: boolean;
}

export function indexFaces(faces: readonly Face[]): FaceIndex {
  const byAvatar = new Map<string, Face[]>();
  const byName = new Map<string, Face[]>();
  const put = (map: Map<string, Face[]>, key: string | undefined, face: Face) => {
    if (key === undefined || key === '') return;
    const known = map.get(key);
    if (known) known.push(face);
    else map.set(key, [face]);
  };
  for (const face of faces) {
    put(byAvatar, face.avatar, face);
    put(byName, spelled(face.name), face);
  }
  return { byId: new Map(faces.map((face) => [face.id, face])), byAvatar, byName, hasAvatars: byAvatar.size > 0 };
}

/**
 * Whose picture it is: by an avatar nobody else has, else by the user id in a link, else by an exact name nobody else has.
 * Undefined in doubt: facts that contradict each other, a name beside it that is somebody else's, an address that is
 * nobody's avatar (a logo, a badge), two people who fit. `only`: the answer holds if the person's avatar, which the list
 * did not tell, is the shown one.
 */
export function recognise(
  { byId, byAvatar, byName, hasAvatars }: FaceIndex,
  { ids, avatar, names }: PictureClaim,
): { readonly id: SiUserId; readonly only?: string } | undefined {
  const linked = [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
  const called = [...new Set(names.map(spelled))].map((name) => byName.get(name) ?? []);
  const named = called.some((faces) => faces.length > 1) ? [] : called.flat();
  const wearers = byAvatar.get(avatar) ?? [];
  const found = linked.length > 0 ? linked : wearers.length === 1 ? wearers : named;
  const fitting = hasAvatars ? found.filter((face) => wearers.includes(face)) : found;
  const [one] = fitting;
  // Words that are nobody's name say nothing.
  const isContradicted = called.some((faces) => one && faces.length > 0 && !faces.includes(one));
  if (!one || fitting.length > 1 || isContradicted) return undefined;
  return hasAvatars ? { id: one.id } : { id: one.id, only: avatar };
}

function spelled(name: string): string {
  return name.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
}

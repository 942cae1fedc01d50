import type { SiUserId } from './ids.ts';

/** What of an SI user tells whose picture a page shows. */
export interface Face {
  readonly id: SiUserId;
  readonly name: string;
  /** Address of the avatar, as `avatarAddress` spells it; undefined where SI's list does not tell. */
  readonly avatar?: string | undefined;
}

/** What a page shows around a picture, all of it as SI wrote it. */
export interface PictureClaim {
  /** As `avatarAddress` spells it. */
  readonly avatar: string;
  /** Parts of the links around or beside it, some of which may be user ids. */
  readonly ids: readonly string[];
  /** Names the picture is labelled with, else the first text beside it. */
  readonly names: readonly string[];
}

/** A photo, ready for a message. */
export interface Photo {
  readonly type: 'image/jpeg' | 'image/png' | 'image/gif';
  readonly base64: string;
}

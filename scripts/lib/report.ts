/** What `npm start -- --headless --report FILE` writes. */
export interface StartReport {
  readonly connection: { readonly bamboo: { readonly visible: number }; readonly si: { readonly user: string } };
  readonly preview: KindCounts;
  readonly guards: readonly { readonly id: string; readonly effect: string }[];
  readonly heldBack: number;
  readonly import: { readonly confirmed: number; readonly failed: number; readonly skipped: number };
  /** Selected rows of the preview after the import. */
  readonly second: {
    readonly create: number;
    readonly update: number;
    readonly deactivate: number;
    readonly reactivate: number;
  };
  readonly overlay: { readonly reviews: number; readonly objectives: number };
  readonly screenshots: readonly string[];
  readonly ms: { readonly preview: number; readonly import: number };
}

export interface KindCounts {
  readonly create: number;
  readonly update: number;
  readonly deactivate: number;
  readonly reactivate: number;
  readonly unchanged: number;
  readonly ignored: number;
  readonly conflict: number;
  readonly onlyInSi: number;
}

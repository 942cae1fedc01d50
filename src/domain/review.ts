/** Reviews as a profile's panel shows them. Days are ISO dates; words of Small Improvements stand in place of unknown kinds. */
export interface Assessment {
  readonly kind: 'self' | 'main' | 'other';
  readonly kindWord?: string | undefined;
  readonly author?: string | undefined;
  readonly state: 'not-shared' | 'shared' | 'signed' | 'other';
  readonly stateWord?: string | undefined;
  readonly sharedOn?: string | undefined;
  readonly signedOn?: string | undefined;
}

export interface Review {
  readonly id: string;
  readonly role: 'reviewee' | 'reviewer' | 'other';
  readonly roleWord?: string | undefined;
  readonly assessments: readonly Assessment[];
  readonly url: string;
}

export interface ReviewCycle {
  readonly name: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly current: boolean;
  readonly reviews: readonly Review[];
}

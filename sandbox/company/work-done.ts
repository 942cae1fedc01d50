import { dayToEpoch, shiftDay } from '../dates.ts';
import type { Random } from '../random.ts';
import type { SiObjective, SiObjectiveCycle, SiReview, SiReviewCycle, SiUser } from '../state/si-state.ts';
import { createSiId } from './ids.ts';

export interface WorkDone {
  reviewCycles: SiReviewCycle[];
  reviews: SiReview[];
  objectiveCycles: SiObjectiveCycle[];
  objectives: SiObjective[];
}

const TITLES = [
  'Cut first-response time to under two hours',
  'Ship the self-service onboarding',
  'Mentor two new colleagues',
  'Raise test coverage of the billing module',
  'Prepare the annual budget review',
  'Reduce cloud spend by 10 %',
  'Publish six customer stories',
  'Learn conversational Portuguese',
  'Introduce quarterly retrospectives',
  'Close the audit findings',
];

const STATUSES = [0, 1, 1, 100, 100, 103, 104];

/** `2022-06-14T23:00:00Z`: reviews use ISO text, half of them with milliseconds (reference §2.2). */
function iso(day: string, random: Random): string {
  const text = `${day}T${String(random.int(7, 17)).padStart(2, '0')}:${String(random.int(10, 59))}:28`;
  return random.chance(0.5) ? `${text}.634Z` : `${text}Z`;
}

function createReview(user: SiUser, cycle: SiReviewCycle, finished: boolean, today: string, random: Random): SiReview {
  const shared = finished || random.chance(0.3);
  const sharedDay = shiftDay(cycle.closesAt.slice(0, 10), -random.int(1, 20));
  const day = sharedDay < today ? sharedDay : shiftDay(today, -1);
  const signed = finished && random.chance(0.5);
  return {
    id: createSiId(random),
    cycleId: cycle.id,
    revieweeId: user.id,
    reviewerId: user.managerId,
    contributingReviewerIds: [],
    // Small Improvements reference §6.1: false although everything was shared years ago.
    isComplete: false,
    isEditable: !finished,
    assessments: [
      {
        kind: 'SELF_ASSESSMENT',
        authorId: user.id,
        status: shared ? 'SHARED' : 'DRAFT',
        sharedDate: shared ? iso(day, random) : null,
        signDate: null,
      },
      ...(user.managerId === null
        ? []
        : [
            {
              kind: 'ASSESSMENT' as const,
              authorId: user.managerId,
              status: signed ? ('SIGNED' as const) : finished ? ('SHARED' as const) : ('DRAFT' as const),
              sharedDate: finished ? iso(day, random) : null,
              signDate: signed ? iso(shiftDay(day, 1), random) : null,
            },
          ]),
    ],
  };
}

/** Reviews and objectives of the accounts: a finished and a running review cycle, two objective cycles. */
export function createWorkDone(users: SiUser[], always: ReadonlySet<string>, today: string, random: Random): WorkDone {
  const year = Number(today.slice(0, 4));
  const cycle = (name: string, from: string, to: string, opens: string, closes: string): SiReviewCycle => ({
    id: createSiId(random),
    name,
    underReviewFrom: `${from}T00:00:00Z`,
    underReviewTo: `${to}T23:00:00Z`,
    opensAt: `${opens}T23:00:00Z`,
    closesAt: `${closes}T14:42:28.634Z`,
    isCalibration: name.includes('Calibration'),
  });
  const past = cycle(
    `Annual Review ${year - 1}`,
    `${year - 1}-01-01`,
    `${year - 1}-12-31`,
    shiftDay(today, -300),
    shiftDay(today, -240),
  );
  const running = cycle(
    'Mid-Year Calibration',
    `${year}-01-01`,
    `${year}-06-30`,
    shiftDay(today, -20),
    shiftDay(today, 25),
  );
  const midnight = dayToEpoch(today);
  const objectiveCycles: SiObjectiveCycle[] = [
    { id: createSiId(random), name: `${year - 1}`, from: Date.UTC(year - 1, 0, 1), to: Date.UTC(year - 1, 11, 31) },
    { id: createSiId(random), name: `${year}`, from: Date.UTC(year, 0, 1), to: Date.UTC(year, 11, 31) },
  ];
  const reviews: SiReview[] = [];
  const objectives: SiObjective[] = [];
  for (const user of users) {
    const certain = always.has(user.id);
    if (user.isGuest || user.dateCreated > midnight - 30 * 86_400_000) continue;
    if (certain || random.chance(0.7)) reviews.push(createReview(user, past, true, today, random));
    if (user.isActive && (certain || random.chance(0.6)))
      reviews.push(createReview(user, running, false, today, random));
    const count = certain ? 4 : random.int(0, 4);
    for (let index = 0; index < count; index += 1) {
      const objectiveCycle = objectiveCycles[index % 2] as SiObjectiveCycle;
      const createdAt = objectiveCycle.from + random.int(1, 60) * 86_400_000;
      const status = random.pick(STATUSES);
      objectives.push({
        id: createSiId(random),
        cycleId: objectiveCycle.id,
        ownerId: user.id,
        authorId: random.chance(0.3) && user.managerId !== null ? user.managerId : user.id,
        title: random.pick(TITLES),
        visibility: (['public', 'public', 'protected', 'private'] as const)[index] ?? 'public',
        due: random.chance(0.15) ? null : objectiveCycle.to,
        createdAt,
        lastModified: createdAt + random.int(1, 90) * 3_600_000,
        status,
        // Small Improvements reference §7.1: 0 even when achieved.
        completionPercentage: status >= 100 || random.chance(0.5) ? 0 : random.int(1, 18) * 5,
        parentId: null,
      });
    }
  }
  return { reviewCycles: [past, running], reviews, objectiveCycles, objectives };
}

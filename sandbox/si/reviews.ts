import { Hono } from 'hono';
import type { SiReview, SiReviewCycle } from '../state/si-state.ts';
import { requireUser, type SiApiEnv, type SiContext, shapes } from './api-env.ts';
import { requireAdmin } from './auth.ts';
import { SiRefusal, siJson } from './reply.ts';
import { type Json, miniUser, type ShapeContext } from './user-shapes.ts';
import { maySeeReviews } from './visibility.ts';

const person = (id: string | null, context: ShapeContext): Json | null => {
  const user = id === null ? undefined : context.byId.get(id);
  return user ? miniUser(user) : null;
};

function cycleShape(cycle: SiReviewCycle): Json {
  return {
    id: cycle.id,
    name: cycle.name,
    underReviewFrom: cycle.underReviewFrom,
    underReviewTo: cycle.underReviewTo,
    timeline: {
      editableAfter: cycle.opensAt,
      writeByReviewee: cycle.closesAt,
      writeByReviewer: cycle.closesAt,
      editableUntilReviewees: cycle.closesAt,
      editableUntilReviewers: cycle.closesAt,
      discussAndShareBy: cycle.closesAt,
      reviewerShareUntil: cycle.closesAt,
      signBy: cycle.closesAt,
      reviewerShareFrom: null,
      managerRatingsLockBy: null,
      allowContentChangesWhileSharing: true,
      allowContentChangesWhileCalibrating: false,
      allowOverallRatingChangesWhileSharing: false,
      allowOverallRatingChangesWhileCalibrating: false,
      isCalibration: cycle.isCalibration,
    },
  };
}

function reviewShape(review: SiReview, context: ShapeContext): Json {
  return {
    id: review.id,
    isComplete: review.isComplete,
    isEditable: review.isEditable,
    role: 'REVIEWEE',
    contributingReviewers: review.contributingReviewerIds.flatMap((id) => person(id, context) ?? []),
    assessments: review.assessments.map((assessment) => ({
      id: `${review.id}:${assessment.kind === 'SELF_ASSESSMENT' ? 'self-assessment' : 'main-assessment'}`,
      author: person(assessment.authorId, context),
      status: assessment.status,
      type: assessment.kind,
      sharedDate: assessment.sharedDate,
      signDate: assessment.signDate,
    })),
  };
}

/** `ReviewMini`: a subset of the captured review with its cycle and people (reference §10, 12). */
function miniReview(review: SiReview, cycle: SiReviewCycle, context: ShapeContext): Json {
  return {
    ...reviewShape(review, context),
    cycle: {
      id: cycle.id,
      name: cycle.name,
      underReviewFrom: cycle.underReviewFrom,
      underReviewTo: cycle.underReviewTo,
    },
    reviewee: person(review.revieweeId, context),
    reviewer: person(review.reviewerId, context),
  };
}

function requireModule(c: SiContext): void {
  if (c.env.world.state.si.features['review'] !== true) throw new SiRefusal(404, 'Not found');
}

/** The reviews of one user the viewer may see; refuses or hides the others by mode. */
function reviewsAbout(c: SiContext, userId: string | undefined, runningOnly: boolean): Json[] {
  requireModule(c);
  if (userId === undefined || userId === '') throw new SiRefusal(400, 'userId is required');
  const { si } = c.env.world.state;
  const user = requireUser(c.env.world, userId);
  const context = shapes(c);
  if (!maySeeReviews(context.viewer, user, context.byId)) {
    if (c.env.world.modes.si.reviewsOfOthers === 'forbidden') throw new SiRefusal(403, 'Not visible to you');
    return [];
  }
  return si.reviews
    .filter((review) => review.revieweeId === userId && (!runningOnly || review.isEditable))
    .flatMap((review) => {
      const cycle = si.reviewCycles.find((entry) => entry.id === review.cycleId);
      return cycle ? [miniReview(review, cycle, context)] : [];
    });
}

/** Reviews (reference §6); mounted at `/v2`. */
export const reviews = new Hono<SiApiEnv>();

reviews.get('/review/yourReviews', (c) => {
  requireModule(c);
  const { si } = c.env.world.state;
  const context = shapes(c);
  const own = si.reviews.filter((review) => review.revieweeId === context.viewer.id);
  const cycles = si.reviewCycles.filter((cycle) => own.some((review) => review.cycleId === cycle.id));
  return siJson(
    cycles.map((cycle) => ({
      id: cycle.id,
      cycle: cycleShape(cycle),
      reviews: own.filter((review) => review.cycleId === cycle.id).map((review) => reviewShape(review, context)),
    })),
  );
});

reviews.get('/reviews/mini/relevant-for-user', (c) => siJson(reviewsAbout(c, c.req.query('userId'), false)));
reviews.get('/review/forReviewee/:id', (c) => siJson(reviewsAbout(c, c.req.param('id'), true)));
reviews.get('/review/about/:id', (c) => siJson(reviewsAbout(c, c.req.param('id'), false)));

reviews.get('/review-cycles', (c) => {
  requireModule(c);
  if (c.req.query('onlyManageable') === 'true') requireAdmin(c.get('actor'));
  return siJson(c.env.world.state.si.reviewCycles.map(cycleShape));
});

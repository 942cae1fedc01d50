import { Hono } from 'hono';
import type { World } from '../../server/world.ts';
import type { SiObjective, SiReview, SiUser } from '../../state/si-state.ts';
import { mayAdminister } from '../auth.ts';
import { lookupUsers } from '../user-lookup.ts';
import { avatarPath, displayName } from '../user-shapes.ts';
import { maySeeObjective, maySeeReviews } from '../visibility.ts';
import type {
  Card,
  HomeData,
  ObjectiveCard,
  ObjectiveData,
  Profile,
  ReviewCard,
  ReviewData,
} from './client/page-types.ts';
import { type PageEnv, refuse } from './page-env.ts';

function card(user: SiUser): Card {
  const { id, role, department, location } = user;
  return { id, name: displayName(user), logo: avatarPath(user), role, department, location };
}

function objectiveCard(objective: SiObjective, owner: SiUser): ObjectiveCard {
  const { id, cycleId, title, status, due, completionPercentage: percentage } = objective;
  return { id, cycleId, title, status, due, percentage, owner: card(owner) };
}

/** Objectives of some owners the viewer may see, newest change first. */
function objectivesOf(
  world: World,
  viewer: SiUser,
  owns: (ownerId: string) => boolean,
  limit: number,
): ObjectiveCard[] {
  const byId = lookupUsers(world.state.si.users);
  return world.state.si.objectives
    .filter((objective) => owns(objective.ownerId) && maySeeObjective(viewer, objective, byId))
    .toSorted((one, other) => other.lastModified - one.lastModified)
    .slice(0, limit)
    .flatMap((objective) => {
      const owner = byId.get(objective.ownerId);
      return owner ? [objectiveCard(objective, owner)] : [];
    });
}

function reviewCards(world: World, viewer: SiUser, reviews: SiReview[]): ReviewCard[] {
  const { users, reviewCycles } = world.state.si;
  const byId = lookupUsers(users);
  return reviews.flatMap((review) => {
    const reviewee = byId.get(review.revieweeId);
    if (!reviewee || !maySeeReviews(viewer, reviewee, byId)) return [];
    const cycle = reviewCycles.find((entry) => entry.id === review.cycleId);
    return [{ id: review.id, cycle: cycle?.name ?? '', reviewee: card(reviewee) }];
  });
}

function activeUsers(world: World): SiUser[] {
  return world.state.si.users.filter((user) => user.isActive);
}

/** Manager, peers and reports of somebody, without that person. */
function teamOf(world: World, user: SiUser): SiUser[] {
  return activeUsers(world).filter(
    (other) =>
      other !== user &&
      (other.id === user.managerId ||
        other.managerId === user.id ||
        (user.managerId !== null && other.managerId === user.managerId)),
  );
}

/** What the app of the pages reads; addresses of its own, so that the counts of API requests stay what they are. */
export const pageData = new Hono<PageEnv>();

pageData.get('/session', (c) => {
  const { modes, state } = c.env.world;
  const { pageEra: era, pageLanguage: language, pageRerenderMs: rerenderMs, pageDirectory: directory } = modes.si;
  const company = { name: state.si.name, logo: `/imageservice?id=company-logo-${state.si.id}&size=80` };
  return c.json({ era, language, rerenderMs, directory, viewer: card(c.get('viewer')), company });
});

pageData.get('/home', (c) => {
  const { world } = c.env;
  const viewer = c.get('viewer');
  const activity = objectivesOf(world, viewer, (ownerId) => ownerId !== viewer.id, 14);
  const celebrations = activeUsers(world).filter((user) => user !== viewer && user.hiringDate !== null);
  const data: HomeData = {
    team: teamOf(world, viewer).slice(0, 12).map(card),
    activity: activity.map((objective) => ({ who: objective.owner, objective })),
    celebrations: celebrations.slice(0, 4).map(card),
  };
  return c.json(data);
});

pageData.get('/people', (c) => {
  const people = activeUsers(c.env.world).map(card);
  return c.json(people.toSorted((one, other) => one.name.localeCompare(other.name)));
});

pageData.get('/people/:id', (c) => {
  const { world } = c.env;
  const viewer = c.get('viewer');
  const byId = lookupUsers(world.state.si.users);
  const user = byId.get(c.req.param('id'));
  if (!user) return refuse(404);
  const manager = user.managerId === null ? undefined : byId.get(user.managerId);
  const profile: Profile = {
    card: card(user),
    values: {
      firstName: user.firstName,
      lastName: user.lastName,
      email: user.email,
      gender: user.gender,
      location: user.location ?? '',
      role: user.role ?? '',
      department: user.department ?? '',
      managerId: user.managerId ?? '',
      phone: user.phone ?? '',
      aboutMe: user.aboutMe ?? '',
    },
    canChange: mayAdminister(viewer),
    manager: manager ? card(manager) : null,
    reports: activeUsers(world)
      .filter((other) => other.managerId === user.id)
      .map(card),
    objectives: objectivesOf(world, viewer, (ownerId) => ownerId === user.id, 6),
    reviews: reviewCards(
      world,
      viewer,
      world.state.si.reviews.filter((review) => review.revieweeId === user.id),
    ),
  };
  return c.json(profile);
});

pageData.get('/objectives', (c) => c.json(objectivesOf(c.env.world, c.get('viewer'), () => true, 60)));

pageData.get('/objectives/:id', (c) => {
  const { world } = c.env;
  const { objectives, objectiveCycles, users } = world.state.si;
  const byId = lookupUsers(users);
  const found = objectives.find((objective) => objective.id === c.req.param('id'));
  const owner = found && byId.get(found.ownerId);
  if (!found || !owner || !maySeeObjective(c.get('viewer'), found, byId)) return refuse(404);
  const team = teamOf(world, owner);
  const words = ['Great progress this month.', 'Shall we talk about the next step on Monday?', 'Well done!'];
  const data: ObjectiveData = {
    objective: objectiveCard(found, owner),
    cycle: objectiveCycles.find((cycle) => cycle.id === found.cycleId)?.name ?? '',
    author: card(byId.get(found.authorId) ?? owner),
    description: `<!--MARKUP_VERSION:v4--><p>Agreed with the team. <strong>Measured monthly</strong>, discussed in the one-on-one.</p>`,
    comments: team.slice(0, 3).map((who, index) => ({ who: card(who), text: words[index] ?? '' })),
    contributors: team.slice(0, 6).map(card),
  };
  return c.json(data);
});

pageData.get('/reviews', (c) => {
  const { world } = c.env;
  const viewer = c.get('viewer');
  const near = new Set([viewer.id, ...teamOf(world, viewer).map((user) => user.id)]);
  return c.json(
    reviewCards(
      world,
      viewer,
      world.state.si.reviews.filter((review) => near.has(review.revieweeId)),
    ),
  );
});

pageData.get('/reviews/:id', (c) => {
  const { world } = c.env;
  const found = world.state.si.reviews.find((review) => review.id === c.req.param('id'));
  const [review] = found ? reviewCards(world, c.get('viewer'), [found]) : [];
  if (!found || !review) return refuse(404);
  const byId = lookupUsers(world.state.si.users);
  const person = (id: string | null): Card | null => {
    const user = id === null ? undefined : byId.get(id);
    return user ? card(user) : null;
  };
  const reviewee = byId.get(found.revieweeId);
  const data: ReviewData = {
    review,
    reviewer: person(found.reviewerId),
    colleagues: reviewee ? teamOf(world, reviewee).slice(0, 6).map(card) : [],
    assessments: found.assessments.map(({ authorId, kind, status }) => ({ author: person(authorId), kind, status })),
  };
  return c.json(data);
});

import { Hono } from 'hono';
import { zoneMidnight } from '../dates.ts';
import type { SiObjective, SiObjectiveCycle } from '../state/si-state.ts';
import { requireUser, type SiApiEnv, shapes } from './api-env.ts';
import { SiRefusal, siJson } from './reply.ts';
import type { Json, ShapeContext } from './user-shapes.ts';
import { maySeeObjective } from './visibility.ts';

const STATUS: Record<number, { description: string; color: string }> = {
  0: { description: 'Open', color: '#eee' },
  1: { description: 'In Progress', color: '#eee' },
  100: { description: 'Achieved', color: '#2ecd72' },
  103: { description: 'Partially Achieved', color: '#fedc4a' },
  104: { description: 'Not Achieved', color: '#e2574c' },
};

/** Corrections §9: days are kept as UTC midnight and shown as midnight in the company's zone. */
function dueMoment(due: number | null, { modes, settings }: ShapeContext): number | null {
  if (due === null || due % 86_400_000 !== 0 || modes.dueAt === 'utc-midnight') return due;
  return zoneMidnight(new Date(due).toISOString().slice(0, 10), settings.timeZone);
}

/** `ClippyView`: the twenty captured keys (reference §7.1). */
function clippyView(objective: SiObjective, cycles: SiObjectiveCycle[], context: ShapeContext): Json {
  return {
    id: objective.id,
    cycleId: objective.cycleId,
    authorId: objective.authorId,
    ownerId: objective.ownerId,
    cycleName: cycles.find((cycle) => cycle.id === objective.cycleId)?.name ?? '',
    title: objective.title,
    icon: 'o_target_alt',
    visibility: objective.visibility,
    due: dueMoment(objective.due, context),
    createdAt: objective.createdAt,
    lastModified: objective.lastModified,
    status: { status: objective.status, ...(STATUS[objective.status] ?? { description: 'Custom', color: '#999999' }) },
    // Small Improvements reference §2.4: -1 stands for none.
    rating: -1,
    priority: -1,
    category: -1,
    weighting: 0,
    completionPercentage: objective.completionPercentage,
    parentId: objective.parentId,
    type: 'INDIVIDUAL',
    typeLabel: null,
  };
}

/** Objectives (reference §7); mounted at `/v2`. */
export const objectives = new Hono<SiApiEnv>();

objectives.use('/objective-cycles/*', async (c, next) => {
  if (c.env.world.state.si.features['objective'] !== true) throw new SiRefusal(404, 'Not found');
  return next();
});

objectives.get('/objective-cycles/all/objectives/relevant', (c) => {
  const userId = c.req.query('userId') ?? '';
  if (userId === '') throw new SiRefusal(400, 'userId is required');
  const owner = requireUser(c.env.world, userId);
  const context = shapes(c);
  const { byId, viewer } = context;
  const { si } = c.env.world.state;
  const visible = si.objectives.filter(
    (objective) => objective.ownerId === owner.id && maySeeObjective(viewer, objective, byId),
  );
  return siJson(visible.map((objective) => clippyView(objective, si.objectiveCycles, context)));
});

objectives.get('/objective-cycles', (c) =>
  siJson(
    c.env.world.state.si.objectiveCycles.map(({ id, name, from, to }) => ({ id, name, startDate: from, endDate: to })),
  ),
);

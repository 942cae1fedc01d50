import { dayToEpoch, shiftDay } from '../../dates.ts';
import type { Scenario } from '../scenario.ts';

export const earlyDue: Scenario = {
  name: 'early-due',
  description: 'in the running objective cycle everybody has a single objective, due early in the year',
  apply: (context) => {
    const { si, today } = context.state;
    const cycle = si.objectiveCycles.find((entry) => entry.name === today.slice(0, 4));
    if (!cycle) return;
    const early = shiftDay(today, -75);
    const due = Math.max(cycle.from, dayToEpoch(early));
    const owners = new Set<string>();
    si.objectives = si.objectives.filter((objective) => {
      if (objective.cycleId !== cycle.id) return true;
      const first = !owners.has(objective.ownerId);
      owners.add(objective.ownerId);
      return first;
    });
    for (const objective of si.objectives) if (objective.cycleId === cycle.id) objective.due = due;
  },
};

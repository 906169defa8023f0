import { describe, expect, it } from 'vitest';
import { STEP_KINDS } from '../../device/session/steps/registry.ts';
import { fakeFeed } from '../../test/contract/dock-rig.ts';
import { followVisitStages, visitStageOf } from './journey.ts';

describe('stageOf', () => {
  it.each([
    [['booting'], 'booting'],
    [['open.attract.plain'], 'attract'],
    [['open.visiting', 'visit.journey.paying', 'selling'], 'paying'],
    [['open.visiting', 'visit.journey.surveying.asking'], 'surveying'],
    [['open.visiting', 'visit.journey.trouble'], 'trouble'],
    [['outOfService'], 'outOfService'],
  ])('when the states are %j, then the stage is %s', (places, stage) => {
    expect(visitStageOf(places)).toBe(stage);
  });

  it.each(STEP_KINDS)('when a visit is in step %s, then the stage is that step', (kind) => {
    expect(visitStageOf(['open.visiting', `visit.journey.${kind}`, 'asking'])).toBe(kind);
  });

  it('when a state has no label, then the stage is its last part', () => {
    expect(visitStageOf(['maintenance.drawer'])).toBe('drawer');
  });
});

describe('followVisitStages', () => {
  it('when a visit goes on, then its stages are remembered until the stage attract returns', () => {
    const feed = fakeFeed('open.attract.plain');
    const journey = followVisitStages(feed);
    feed.moveTo('open.visiting', 'visit.journey.choose');
    feed.moveTo('open.visiting', 'visit.journey.requirements');
    expect(journey.now()).toEqual({
      places: ['open.visiting', 'visit.journey.requirements'],
      stage: 'requirements',
      visited: ['attract', 'choose', 'requirements'],
    });
    feed.moveTo('open.attract.plain');
    expect(journey.now().visited).toEqual(['attract']);
  });
});

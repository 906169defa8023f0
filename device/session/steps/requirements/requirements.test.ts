import { describe, expect, it } from 'vitest';
import { type MachineRig, machineRig } from '../../../../test/rigs/machine-rig.ts';
import { needsCard } from '../../../catalogue/service.ts';

async function chosen(service: string): Promise<MachineRig> {
  const rig = machineRig();
  await rig.settled();
  await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service });
  return rig;
}

function pageOf<S extends ReturnType<MachineRig['screen']>['show']>(rig: MachineRig, show: S) {
  const screen = rig.screen();
  if (screen.show !== show) throw new Error(`at ${screen.show}, not at ${show}`);
  return screen as Extract<ReturnType<MachineRig['screen']>, { show: S }>;
}

describe('the page of what is read', () => {
  it('when the citizen opens the page, then no card was asked for, and *back* keeps the chosen term', async () => {
    const rig = await chosen('identity-card-replacement');
    await rig.citizen({ do: 'tier', tier: '3-working-days' });
    expect(pageOf(rig, 'beforeYouStart').reads).toBe('here');
    await rig.citizen({ do: 'what-is-read' });
    expect(pageOf(rig, 'whatIsRead')).toMatchObject({
      service: 'Identity card replacement',
      agency: 'Ministry of Internal Affairs',
      documents: ['identity-card'],
      registers: [
        { title: 'Register of identity documents', holder: 'Ministry of Internal Affairs' },
        { title: 'Register of phone numbers', holder: 'Service centre' },
      ],
      paper: 'receipt',
      asOf: '2026-11-27',
    });
    await rig.citizen({ do: 'back' });
    expect(pageOf(rig, 'beforeYouStart').chosen).toBe('3-working-days');
    await rig.citizen({ do: 'next' });
    expect(rig.screen().show).toBe('identifying');
  });

  it('when the page is shown, then it names each question once and each accepted document', async () => {
    const rig = await chosen('identity-card-lost');
    await rig.citizen({ do: 'what-is-read' });
    const { asked, documents } = pageOf(rig, 'whatIsRead');
    expect(documents).toEqual(['identity-card', 'passport']);
    expect(asked).toContain('Mobile number');
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('when a service reads no personal data, then it has no page about what is read', async () => {
    const rig = await chosen('queue-ticket');
    expect(pageOf(rig, 'beforeYouStart').reads).toBe('nothing');
    await rig.citizen({ do: 'what-is-read' });
    expect(rig.screen().show).toBe('beforeYouStart');
  });

  it('when the service is done at the window, then the page says that only the window reads data', async () => {
    const rig = await chosen('identity-card-first');
    expect(pageOf(rig, 'beforeYouStart').reads).toBe('at-window');
    await rig.citizen({ do: 'what-is-read' });
    expect(pageOf(rig, 'whatIsRead')).toMatchObject({
      documents: [],
      asked: [],
      registers: [{ title: 'Register of identity documents' }],
    });
  });

  it('when the citizen changes the language, then the page follows', async () => {
    const rig = await chosen('family-members-certificate');
    await rig.citizen({ do: 'what-is-read' }, { do: 'language', language: 'ru' });
    expect(pageOf(rig, 'whatIsRead').registers[0]?.holder).toBe('Министерство юстиции');
  });
});

it('when the terms of a service take different times, then `sameTime` is false; otherwise it is true', async () => {
  for (const [service, sameTime] of [
    ['passport-child', true],
    ['passport', false],
  ] as const) {
    const rig = await chosen(service);
    expect(pageOf(rig, 'beforeYouStart').sameTime, service).toBe(sameTime);
  }
});

it('when a service is chosen, then its page says whether personal data is read, and which', async () => {
  const rig = machineRig();
  await rig.settled();
  for (const service of rig.actor.getSnapshot().context.catalogue.services) {
    const { id, identification } = service;
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: id });
    const { reads } = pageOf(rig, 'beforeYouStart');
    expect(reads === 'here', id).toBe(needsCard(service));
    if (reads !== 'nothing') {
      await rig.citizen({ do: 'what-is-read' });
      const { documents, phone, registers } = pageOf(rig, 'whatIsRead');
      expect(documents.length > 0, id).toBe(needsCard(service));
      expect(phone, id).toBe(identification === 'code');
      expect(registers.length, id).toBeGreaterThanOrEqual(reads === 'at-window' ? 1 : 0);
    }
    await rig.citizen({ do: 'finish' });
  }
});

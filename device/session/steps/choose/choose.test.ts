import { describe, expect, it } from 'vitest';
import { type MachineRig, machineRig } from '../../../../test/rigs/machine-rig.ts';
import { LONGEST_QUERY } from '../../../catalogue/search.ts';
import { FEWEST_USES, MOST_RESULTS } from './step.ts';

async function atFirstPage(): Promise<MachineRig> {
  const rig = machineRig();
  await rig.settled();
  await rig.citizen({ do: 'start', language: 'en' });
  return rig;
}

type Show = ReturnType<MachineRig['screen']>['show'];

function pageOf<S extends Show>(rig: MachineRig, show: S) {
  const screen = rig.screen();
  if (screen.show !== show) throw new Error(`at ${screen.show}, not at ${show}`);
  return screen as Extract<ReturnType<MachineRig['screen']>, { show: S }>;
}

describe('the first page', () => {
  it('when the first page opens, then it has a button for each group with a service and three cards', async () => {
    const rig = await atFirstPage();
    const { groups, services } = pageOf(rig, 'choosing');
    const all = rig.actor.getSnapshot().context.catalogue;
    const offered = new Set(all.services.flatMap((service) => service.groups));
    expect(groups.map(({ id }) => id)).toEqual(
      all.groups
        .filter(({ unlisted }) => !unlisted)
        .map(({ id }) => id)
        .filter((id) => offered.has(id)),
    );
    expect(services.map(({ id }) => id)).toEqual(all.services.slice(0, 3).map(({ id }) => id));
  });

  it('when the first page opens, then one large button before the groups leads to all dues', async () => {
    const rig = await atFirstPage();
    const [door, ...groups] = pageOf(rig, 'choosing').groups;
    expect([door?.id, door?.door, groups.some((group) => group.door)]).toEqual(['payments', true, false]);
    await rig.citizen({ do: 'group', group: 'payments' });
    const owed = rig.actor.getSnapshot().context.catalogue.services.filter(({ due }) => due !== null);
    expect(pageOf(rig, 'browsing').services.map(({ id }) => id)).toEqual(owed.map(({ id }) => id));
  });

  it('when the back office is away, then the page says so and closes services that need it, with the reason', async () => {
    const rig = await atFirstPage();
    const { devices } = rig.actor.getSnapshot().context;
    rig.actor.send({
      type: 'devices.changed',
      devices: { ...devices, office: { answers: false, takesOffline: true } },
    });
    const { notices, groups } = pageOf(rig, 'choosing');
    expect(notices).toContain('BKO-141');
    const closed = new Map<string, string | null>();
    for (const group of groups) {
      await rig.citizen({ do: 'group', group: group.id });
      for (const { id, unavailable } of pageOf(rig, 'browsing').services) closed.set(id, unavailable);
      await rig.citizen({ do: 'back' });
    }
    expect([closed.get('queue-ticket'), closed.get('complaint'), closed.get('road-fine')]).toEqual([
      null,
      null,
      'BKO-101',
    ]);
    await rig.citizen({ do: 'choose', service: 'road-fine' });
    expect(rig.screen().show).toBe('choosing');
  });

  it('when the document printer is away, then each list calls the certificate a copy, and group and results offer the queue', async () => {
    const rig = await atFirstPage();
    const { devices } = rig.actor.getSnapshot().context;
    const seen = async (device: 'online' | 'noDevice') => {
      const documentPrinter = { device, blockedBy: null, paper: 'full', toner: 'full', supplies: [] } as const;
      rig.actor.send({ type: 'devices.changed', devices: { ...devices, documentPrinter } });
      await rig.citizen({ do: 'group', group: 'certificates' });
      const { services } = pageOf(rig, 'browsing');
      await rig.citizen({ do: 'back' }, { do: 'search' });
      await rig.type('family');
      const results = pageOf(rig, 'searching').results.flatMap((each) => (each.leads === 'service' ? [each.id] : []));
      await rig.citizen({ do: 'back' });
      const listed = [...services, ...pageOf(rig, 'choosing').services];
      return {
        copies: listed.filter(({ id, copyOnly }) => copyOnly && id === 'family-members-certificate').length,
        queue: services.some(({ id }) => id === 'queue-ticket'),
        found: results.includes('queue-ticket'),
      };
    };
    expect(await seen('noDevice')).toEqual({ copies: 2, queue: true, found: true });
    expect(await seen('online')).toEqual({ copies: 0, queue: false, found: false });
  });

  it('when the citizen chooses a service, then its page opens; an unknown service opens nothing', async () => {
    const rig = await atFirstPage();
    await rig.citizen({ do: 'choose', service: 'no such service' });
    expect(rig.screen().show).toBe('choosing');
    await rig.citizen({ do: 'choose', service: 'queue-ticket' });
    expect(rig.screen().show).toBe('beforeYouStart');
  });
});

it('when a window service needs no identification, then its card on the page says nothing about identity cards', async () => {
  const rig = await atFirstPage();
  const all = rig.actor.getSnapshot().context.catalogue;
  for (const group of pageOf(rig, 'choosing').groups) {
    await rig.citizen({ do: 'group', group: group.id });
    for (const { id, at, needsCard } of pageOf(rig, 'browsing').services) {
      const { identification } = all.services.find((each) => each.id === id)!;
      const expected = at === 'window' && identification === 'none' ? null : identification !== 'none';
      expect(needsCard, id).toBe(expected);
    }
    await rig.citizen({ do: 'back' });
  }
});

it('when a service pays dues, then its card says that something is owed', async () => {
  const rig = await atFirstPage();
  await rig.citizen({ do: 'group', group: 'home' });
  const dues = rig.actor.getSnapshot().context.catalogue.services.filter(({ due }) => due !== null);
  const owed = pageOf(rig, 'browsing').services.filter((service) => service.owed);
  expect(owed.map(({ id }) => id).sort()).toEqual(
    dues.flatMap(({ id, groups }) => (groups.includes('home') ? [id] : [])).sort(),
  );
  expect(owed.length).toBeGreaterThan(0);
});

describe('the service cards of the first page', () => {
  const cards = async (used: Readonly<Record<string, number>>, dated = true) => {
    const rig = machineRig({ used, dated });
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' });
    return pageOf(rig, 'choosing').services.map(({ id }) => id);
  };
  const ORDER = ['identity-card-replacement', 'family-members-certificate', 'queue-ticket'];

  it('when services were used, then the most used have cards, and equal counts keep the order of the catalogue', async () => {
    const used = { 'utility-gas': 40, passport: 30, 'criminal-record-certificate': 30, 'queue-ticket': 30 };
    expect(await cards(used)).toEqual(['utility-gas', 'queue-ticket', 'passport']);
  });

  it('when no service was used often, then the first services of the catalogue have cards', async () => {
    expect(await cards({})).toEqual(ORDER);
    expect(await cards({ passport: FEWEST_USES - 1 })).toEqual(ORDER);
    expect(await cards({ passport: FEWEST_USES })).toEqual(['passport', ...ORDER.slice(0, 2)]);
    expect(await cards({ passport: 500 }, false)).toEqual(ORDER);
  });

  it('when a used service is not offered here, then it has no card', async () => {
    const rig = machineRig({ used: { 'given-up': 900, passport: 800, complaint: 700 } });
    const passport = rig.actor.getSnapshot().context.catalogue.services.find(({ id }) => id === 'passport')!;
    Object.assign(passport, { centres: { numbers: [99], say: passport.title } });
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' });
    expect(pageOf(rig, 'choosing').services.map(({ id }) => id)).toEqual(['complaint', ...ORDER.slice(0, 2)]);
  });
});

describe('a group', () => {
  it('when a group opens, then it shows its services, and *back* leads to the first page', async () => {
    const rig = await atFirstPage();
    await rig.citizen({ do: 'group', group: 'identity' });
    const { group, services } = pageOf(rig, 'browsing');
    const own = rig.actor.getSnapshot().context.catalogue.services.filter(({ groups }) => groups.includes('identity'));
    expect(group.title).toBe('Identity card and passport');
    expect(services.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
    await rig.citizen({ do: 'back' });
    expect(rig.screen().show).toBe('choosing');
  });

  it('when the citizen goes back from a service, then its group is shown; after an earlier application, the first page is shown', async () => {
    const rig = await atFirstPage();
    await rig.citizen({ do: 'group', group: 'identity' }, { do: 'choose', service: 'identity-card-replacement' });
    expect(rig.screen().show).toBe('beforeYouStart');
    await rig.citizen({ do: 'back' });
    expect(rig.screen().show).toBe('browsing');
    await rig.citizen({ do: 'back' }, { do: 'continue' });
    expect(rig.screen().show).toBe('enteringCode');
    await rig.citizen({ do: 'back' });
    expect(rig.screen().show).toBe('choosing');
  });

  it('when a group does not exist, then nothing opens', async () => {
    const rig = await atFirstPage();
    await rig.citizen({ do: 'group', group: 'no such group' });
    expect(rig.screen().show).toBe('choosing');
  });

  it('when a service cannot be taken now, then its card says why', async () => {
    const rig = await atFirstPage();
    await rig.citizen({ do: 'group', group: 'identity' });
    rig.reader.become('noDevice');
    await rig.settled();
    const { services } = pageOf(rig, 'browsing');
    expect(services.find(({ id }) => id === 'identity-card-replacement')?.unavailable).toBe('RDR-104');
    await rig.citizen({ do: 'choose', service: 'identity-card-replacement' });
    expect(rig.screen().show).toBe('browsing');
  });
});

const servicesOf = (rig: MachineRig) =>
  pageOf(rig, 'searching').results.flatMap((each) => (each.leads === 'service' ? [each] : []));

describe('the search', () => {
  const typing = async (text: string) => {
    const rig = await atFirstPage();
    await rig.citizen({ do: 'search' });
    await rig.type(text);
    return rig;
  };

  it('when the citizen types, then results come in the language of the page, and *back* keeps the text', async () => {
    const rig = await typing('arayis');
    const { found } = pageOf(rig, 'searching');
    const [family] = servicesOf(rig);
    expect([found, family?.id, family?.title]).toEqual([
      true,
      'family-members-certificate',
      'Family-members certificate',
    ]);
    await rig.citizen({ do: 'language', language: 'az' });
    const [first] = servicesOf(rig);
    expect(first?.marked.map(([from, to]) => first.title.slice(from, to))).toEqual(['arayış']);
    await rig.citizen({ do: 'choose', service: first?.id ?? '' }, { do: 'back' });
    expect(pageOf(rig, 'searching').query).toBe('arayis');
  });

  it('when the search finds nothing, then the page offers the queue', async () => {
    const rig = await typing('zurnazurna');
    const { found } = pageOf(rig, 'searching');
    expect([found, servicesOf(rig).map(({ id }) => id)]).toEqual([false, ['queue-ticket']]);
  });

  it('when nothing is typed, then the first services are shown', async () => {
    const rig = await typing(' ');
    const { query, found } = pageOf(rig, 'searching');
    const { services } = rig.actor.getSnapshot().context.catalogue;
    expect([query, found]).toEqual(['', true]);
    expect(servicesOf(rig).map(({ id }) => id)).toEqual(services.slice(0, MOST_RESULTS).map(({ id }) => id));
  });

  it('when the citizen types the name of a group, then a result leads to the group', async () => {
    const rig = await typing('car');
    const [first] = pageOf(rig, 'searching').results;
    expect(first).toMatchObject({ leads: 'group', id: 'car', title: 'Car and driving' });
    await rig.citizen({ do: 'group', group: 'car' });
    expect(pageOf(rig, 'browsing').group.title).toBe('Car and driving');
  });

  it('when the citizen searches for their application, then a result leads there if the reader works', async () => {
    const rig = await typing('my application');
    const leads = () => pageOf(rig, 'searching').results.map((each) => each.leads);
    expect(leads()[0]).toBe('mine');
    rig.reader.become('noDevice');
    await rig.settled();
    expect(leads()).not.toContain('mine');
    rig.reader.become('online');
    await rig.settled();
    await rig.citizen({ do: 'continue' });
    expect(rig.screen().show).toBe('enteringCode');
  });

  it('when the reader is withdrawn, then the citizen can still type the number of an application', async () => {
    const rig = await typing('my application');
    const { devices } = rig.actor.getSnapshot().context;
    rig.actor.send({ type: 'devices.changed', devices: { ...devices, withdrawn: { reader: 'RDR-109' } } });
    expect(pageOf(rig, 'searching').results[0]).toMatchObject({ leads: 'mine' });
    await rig.citizen({ do: 'back' });
    expect(pageOf(rig, 'choosing')).toMatchObject({ canContinue: true, notices: ['RDR-109'] });
  });

  it('when an alias finds a service, then the result shows the alias and whether the service is by appointment', async () => {
    const rig = await typing('notarized translation');
    const [first] = servicesOf(rig);
    expect(first).toMatchObject({ id: 'certified-copy', appointment: true, marked: [] });
    expect(first?.by).toEqual({ text: 'notarized translation', marked: [[0, 21]] });
  });

  it('when the text is too long, then more letters are ignored; erasing removes one letter or all', async () => {
    const rig = await typing('ş'.repeat(LONGEST_QUERY + 5));
    expect(pageOf(rig, 'searching').query).toBe('ş'.repeat(LONGEST_QUERY));
    await rig.citizen({ do: 'erase' });
    expect(pageOf(rig, 'searching').query).toBe('ş'.repeat(LONGEST_QUERY - 1));
    await rig.citizen({ do: 'search' });
    expect(pageOf(rig, 'searching').query).toBe('');
    await rig.citizen({ do: 'back' });
    expect(rig.screen().show).toBe('choosing');
  });

  it('when the visit ends, then the text is forgotten', async () => {
    const rig = await typing('arayis');
    await rig.citizen({ do: 'finish' }, { do: 'start', language: 'en' }, { do: 'search' });
    expect(pageOf(rig, 'searching').query).toBe('');
  });
});

import type { IsoDate } from '../words/date.ts';
import { acceptsBirthDates } from './ages.ts';
import { needsOfficeQuote, priceOn, quoteLinesOf } from './price.ts';
import type { Service } from './schema.ts';
import { registerOfChildren, registerOfPhone, sendsToWindow } from './service.ts';

/**
 * Service in the form of the reference back office, which takes everything from this catalogue. At a window, the officer reads the
 * registers.
 */
export function toOfficeService(service: Service) {
  const { id, title, agency, paper, identification, groups, appointment, due } = service;
  const priceOf = (tierId: string, today: IsoDate) => {
    const tier = service.tiers.find((each) => each.id === tierId);
    const price = tier && priceOn(tier, { today, dated: true });
    return price ? { lines: quoteLinesOf(price), tariffDate: price.from } : null;
  };
  const isFor = (tierId: string | null, answers: Readonly<Record<string, string>>, today: IsoDate) =>
    acceptsBirthDates(
      service,
      service.tiers.find((each) => each.id === tierId),
      answers,
      today,
    );
  const offered = {
    id,
    title: title.az,
    agency: agency.az,
    paper,
    identification,
    cardInHand: service.cardInHand,
    group: groups[0]!,
    sendsToWindow: sendsToWindow(service),
    isFor,
    appointment,
    offline: service.offline,
    bring: service.bring.map((thing) => thing.id),
    tiers: service.tiers.map((tier) => tier.id),
    ...(due && { due: { by: due, title, payee: agency, numbers: numbersOf(service) } }),
  };
  return { ...offered, ...readsOf(service), ...(needsOfficeQuote(service) && { priceOf }) };
}

/** Typed answers that find a due. A chosen answer only says the kind of number. */
const numbersOf = ({ questions }: Service) =>
  questions.flatMap((question) =>
    question.kind === 'text' || question.kind === 'plate' ? [{ question: question.id, name: question.label }] : [],
  );

function readsOf(service: Service) {
  const { at, agency, registers } = service;
  if (at === 'window' || registers.length === 0) return {};
  const named = registers.map(({ id, title }) => ({ id, title: title.az }));
  const children = named.find(({ id }) => id === registerOfChildren(service));
  const phone = named.find(({ id }) => id === registerOfPhone(service));
  return { reads: { agency: agency.az, registers: named, ...(children && { children }), ...(phone && { phone }) } };
}

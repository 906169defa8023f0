import type { WireApplicant } from './wire.ts';

export interface FamilyMember {
  readonly relation: string;
  readonly name: string;
  readonly birthYear: number;
}

const MEN = ['Elçin', 'Rəşad', 'Orxan', 'Vüqar', 'Əli', 'Tural'] as const;
const WOMEN = ['Günel', 'Şəbnəm', 'Çinarə', 'Ülviyyə', 'Aygün', 'Nərgiz'] as const;

const OWN_FAMILY_FROM_YEARS = 24;

/**
 * Invented relatives of an invented person: a spouse and one to three children, or two parents. The same random numbers give the same
 * family. The gender is guessed from the surname (-ova, -yeva), because the application does not say it.
 */
export function inventFamily(applicant: WireApplicant, today: Date, random: () => number): readonly FamilyMember[] {
  const pick = (names: readonly string[]) => names[Math.floor(random() * names.length)] ?? names[0]!;
  const woman = /(OV|YEV|EV)A$/i.test(applicant.surname);
  const manSurname = woman ? applicant.surname.slice(0, -1) : applicant.surname;
  const womanSurname = /(OV|YEV|EV)$/i.test(manSurname) ? `${manSurname}A` : manSurname;
  const born = Number(applicant.birthDate.slice(0, 4));
  const thisYear = today.getUTCFullYear();
  if (thisYear - born < OWN_FAMILY_FROM_YEARS) {
    return [
      { relation: 'Atası', name: `${manSurname} ${pick(MEN)}`, birthYear: born - 28 },
      { relation: 'Anası', name: `${womanSurname} ${pick(WOMEN)}`, birthYear: born - 25 },
    ];
  }

  const spouse = woman ? `${manSurname} ${pick(MEN)}` : `${womanSurname} ${pick(WOMEN)}`;
  const family: FamilyMember[] = [
    { relation: 'Həyat yoldaşı', name: spouse, birthYear: born + Math.floor(random() * 5) - 2 },
  ];
  const children = 1 + Math.floor(random() * 3);
  for (let i = 0; i < children; i++) {
    const boy = random() < 0.5;
    family.push({
      relation: boy ? 'Oğlu' : 'Qızı',
      name: boy ? `${manSurname} ${pick(MEN)}` : `${womanSurname} ${pick(WOMEN)}`,
      birthYear: Math.min(born + 22 + 2 * i, thisYear),
    });
  }
  return family;
}

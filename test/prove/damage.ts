export type Damage = 'lost' | 'torn' | 'flipped' | 'twice';

export function damageLastRecord(_folder: string, _damage: Damage): void {}

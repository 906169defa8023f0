export interface Pending<T> {
  readonly promise: Promise<T>;
  settle(value: T): void;
}

export function pending<T>(): Pending<T> {
  let settle: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, settle };
}

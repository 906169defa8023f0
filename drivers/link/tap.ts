import type { LinkFactory, Traffic } from './link.ts';

/** Lets a listener see what goes over every link of a factory, without being able to change it. */
export function tapped(factory: LinkFactory, onTraffic: (traffic: Traffic) => void): LinkFactory {
  return () => {
    const link = factory();
    link.onBytes((bytes) => onTraffic({ direction: 'in', bytes }));
    return {
      ...link,
      write(bytes) {
        onTraffic({ direction: 'out', bytes });
        return link.write(bytes);
      },
    };
  };
}

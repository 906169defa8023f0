import type { LinkFactory, Traffic } from './link.ts';

/** Shows a listener all bytes of each link. The listener cannot change the bytes. */
export function tapLinkFactory(factory: LinkFactory, onTraffic: (traffic: Traffic) => void): LinkFactory {
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

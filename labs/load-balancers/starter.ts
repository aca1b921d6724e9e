import type { Balancer } from 'headroom/load-balancers';

/** Each server in its turn. */
export function roundRobin(): Balancer {
  return {
    pick(servers, random) {
      // Your code goes here.
      return '';
    },
  };
}

/** The server with the fewest connections. */
export function leastConnections(): Balancer {
  return {
    pick(servers, random) {
      // Your code goes here.
      return '';
    },
  };
}

/** The server with the fewest connections among those that are well. */
export function healthBased(): Balancer {
  return {
    pick(servers, random) {
      // Your code goes here.
      return '';
    },
  };
}

// Eight small caches in the place of two large ones, five copies of the web server, and a balancer inside as well.

export function design() {
  return {
    title: 'Many small caches',
    nodes: [
      { id: 'far', kind: 'client' },
      { id: 'cdn', kind: 'cdn', capacity: 1000, latency: 2, items: 100, replicas: 2 },
      { id: 'front', kind: 'load-balancer', capacity: 1000, latency: 1, replicas: 2, policy: 'two-choices' },
      { id: 'pages', kind: 'web', capacity: 80, latency: 25, replicas: 5 },
      { id: 'inside', kind: 'load-balancer', capacity: 1000, latency: 1, replicas: 2 },
      { id: 'logic', kind: 'application', capacity: 50, latency: 40, replicas: 4 },
      { id: 'memory', kind: 'cache', capacity: 1000, latency: 1, items: 100, replicas: 8 },
      { id: 'facts', kind: 'shard', capacity: 20, latency: 60, replicas: 2 },
      { id: 'more-facts', kind: 'shard', capacity: 20, latency: 60, replicas: 2 },
      { id: 'other-facts', kind: 'shard', capacity: 20, latency: 60, replicas: 2 },
      { id: 'last-facts', kind: 'shard', capacity: 20, latency: 60, replicas: 2 },
      { id: 'films', kind: 'storage', capacity: 100, latency: 40, replicas: 2 },
    ],
    links: [
      { from: 'far', to: 'cdn', latency: 5 },
      { from: 'cdn', to: 'front', latency: 50 },
      { from: 'front', to: 'pages' },
      { from: 'pages', to: 'inside' },
      { from: 'inside', to: 'logic' },
      { from: 'logic', to: 'memory' },
      { from: 'logic', to: 'facts' },
      { from: 'logic', to: 'more-facts' },
      { from: 'logic', to: 'other-facts' },
      { from: 'logic', to: 'last-facts' },
      { from: 'logic', to: 'films' },
    ],
  };
}

import type { Broker, BrokerOptions, Delivery } from 'headroom/message-broker';

export function createBroker(options: BrokerOptions): Broker {
  // Your code goes here.
  return {
    join: (consumer: string, topic: string, group: string, prefetch: number): void => {},
    publish: (topic: string, body: string, now: number): number => 0,
    receive: (consumer: string, now: number): Delivery | null => null,
    ack: (consumer: string, tag: number, now: number): boolean => false,
    ackUpTo: (consumer: string, tag: number, now: number): number => 0,
    nack: (consumer: string, tag: number, now: number): boolean => false,
    leave: (consumer: string, now: number): void => {},
    dead: (topic: string, group: string, now: number): string[] => [],
  };
}

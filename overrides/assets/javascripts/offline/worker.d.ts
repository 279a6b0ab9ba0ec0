// The few things of a service worker that worker.js uses: TypeScript's own library of them does not go with that of pages.
interface PortalEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface PortalFetch extends PortalEvent {
  readonly request: Request;
  readonly clientId: string;
  readonly resultingClientId: string;
  respondWith(response: Promise<Response>): void;
}
interface PortalMessage extends PortalEvent {
  readonly data: any;
  readonly source: PortalClient | null;
  readonly ports: readonly MessagePort[];
}
interface PortalClient {
  readonly id: string;
  readonly url: string;
}
interface PortalWorker {
  portalEdition: { edition: string; files: { [path: string]: [number, string] }; start: { [lang: string]: string[] }; lists: { [folder: string]: [number, string][] } };
  registration: ServiceWorkerRegistration;
  clients: { matchAll(options: { includeUncontrolled: boolean; type: "window" }): Promise<PortalClient[]>; claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", work: (event: PortalEvent) => void): void;
  addEventListener(type: "fetch", work: (event: PortalFetch) => void): void;
  addEventListener(type: "message", work: (event: PortalMessage) => void): void;
}

// What the scripts of the web app say to each other.
export interface PortalProgress {
  state: string;
  files: number;
  count: number;
  bytes: number;
  all: number;
  free: number;
  bad: number;
}

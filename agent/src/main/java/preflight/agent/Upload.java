package preflight.agent;

import preflight.agent.upload.Bucket;
import preflight.agent.upload.UploadOn;
import preflight.agent.upload.Uploader;
import preflight.plan.Container;

/** What {@code --upload} and {@code --upload-on} ask for. */
record Upload(Bucket bucket, UploadOn on) {

  /** Ready for this run's verdict. */
  Uploader in(Container container) {
    return Uploader.to(bucket, on, container);
  }
}

#!/bin/sh
# Deploys the job. Every value in capitals is the project's own.
set -eu
: "${PROJECT:=my-project}" "${REGION:=europe-west1}" "${JOB:=my-job}"
: "${IMAGE:?is the name under which the job's image was pushed}"

# The task's timeout holds the deadline of Preflight (90 s) and the work; a blocked task is repeated.
# ^@^ makes @ the separator of the variables, for NO_PROXY has commas of its own. Both spellings are
# set: curl and Python read the one, others the other. --set-env-vars would drop what is not named.
gcloud run jobs deploy "$JOB" \
  --project="$PROJECT" \
  --region="$REGION" \
  --image="$IMAGE" \
  --args=-e,prod,-c,api \
  --service-account="job-runner@$PROJECT.iam.gserviceaccount.com" \
  --vpc-connector=my-connector \
  --vpc-egress=all-traffic \
  --set-secrets=DB_PASSWORD=db-password:latest \
  --key="projects/$PROJECT/locations/$REGION/keyRings/jobs/cryptoKeys/run" \
  --cpu=1 \
  --memory=512Mi \
  --tasks=1 \
  --task-timeout=15m \
  --max-retries=3 \
  --update-env-vars='^@^HTTPS_PROXY=http://proxy.corp.example:3128@NO_PROXY=metadata.google.internal,metadata,169.254.169.254,localhost,127.0.0.1@no_proxy=metadata.google.internal,metadata,169.254.169.254,localhost,127.0.0.1'

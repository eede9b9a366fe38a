#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Calls every function in a container with its samples, by `sam local invoke`, against a stack on LocalStack.
#
#   infra/invoke-locally.sh [STACK]
#
# Needs the AWS SAM CLI with a container engine and the image of the runtime, the AWS CLI, and a stack at
# AWS_ENDPOINT_URL (http://127.0.0.1:4566) on which deploy-localstack.sh has processed a delivery. REACHED
# (http://172.17.0.1:4566) is that endpoint as seen from a container. SHOP (http://172.17.0.1:18100) is the fake shop, run
# by functions/local/bin/inventory serve --data DIRECTORY --shop-port 18100. DELIVERY and LOAD are a settled ordinary
# delivery (default: the newest) and a settled initial load. ONLY restricts the run to some functions.
# The samples are sent unchanged, except for bucket, delivery and token, whose names are the stack's.
# The exit code is 0 if no call ended in an error; infra/invoke-locally.txt is the output of its last run.
set -eu

STACK=${1:-bridge}
ROOT=$(cd "$(dirname "$0")/.." && pwd -P)
WORK=${WORK:-$(mktemp -d)}
AWS_ENDPOINT_URL=${AWS_ENDPOINT_URL:-http://127.0.0.1:4566}
REACHED=${REACHED:-http://172.17.0.1:4566}
SHOP=${SHOP:-http://172.17.0.1:18100}
AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID:-test}
AWS_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY:-test}
AWS_DEFAULT_REGION=${AWS_DEFAULT_REGION:-eu-west-1}
SAM_CLI_TELEMETRY=0
export AWS_ENDPOINT_URL AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_DEFAULT_REGION SAM_CLI_TELEMETRY

resources() {
  aws cloudformation describe-stack-resources --stack-name "$STACK" \
    --query "StackResources[?ResourceType=='$1'].[LogicalResourceId,PhysicalResourceId]" --output text
}

# StockTable becomes STOCK_TABLE.
variables() {
  resources "$1" | sed 's/^\([A-Za-z]*\)\t\(.*\)$/\1 \2/' | while read -r name value; do
    printf '    "%s": "%s",\n' "$(printf '%s' "$name" | sed 's/\([a-z]\)\([A-Z]\)/\1_\2/g' | tr '[:lower:]' '[:upper:]')" "$value"
  done
}

BUCKET=$(resources AWS::S3::Bucket | cut -f2)
newest() { aws s3 ls "s3://$BUCKET/manifests/" | awk '{print $4}' | sed 's/\.json$//' | grep -v -- '-b[0-9a-f]\{24\}$' | grep -e "$1" | tail -1; }
DELIVERY=${DELIVERY:-$(newest .)}
LOAD=${LOAD:-$DELIVERY}
{
  printf '{\n  "Parameters": {\n    "AWS_ENDPOINT_URL": "%s",\n    "BUCKET": "%s",\n' "$REACHED" "$BUCKET"
  variables AWS::DynamoDB::Table
  variables AWS::SecretsManager::Secret
  printf '    "NOTICE_TOPIC": "%s",\n    "SHOP_URL": "%s",\n    "KEEP_ORIGINALS_DAYS": "400"\n  }\n}\n' \
    "$(resources AWS::SNS::Topic | sed -n 's/^DeliveryTopic\t//p')" "$SHOP"
} > "$WORK/env.json"
token=$(aws secretsmanager get-secret-value --secret-id "$(resources AWS::SecretsManager::Secret | sed -n 's/^ApiTokenSecret\t//p')" \
  --query SecretString --output text | sed 's/.*"current" *: *"\([^"]*\)".*/\1/')

cd "$ROOT"
failed=0
call() {
  function=$1
  sample=$2
  case " ${ONLY:-$function} " in *" $function "*) ;; *) return 0 ;; esac
  delivery=$DELIVERY
  [ "$function" = SweepLoad ] && delivery=$LOAD
  sed -e "s/inventory-bridge-123456789012-eu-west-1/$BUCKET/g" -e "s/20261124T063000Z-sv-3f9a1c0b7d2e/$delivery/g" \
    -e "s/the-token/$token/g" "events/$sample.json" > "$WORK/event.json"
  if sam local invoke "${function}Function" -e "$WORK/event.json" -n "$WORK/env.json" --skip-pull-image \
    --parameter-overrides Architecture=x86_64 > "$WORK/answer" 2> "$WORK/log" && ! grep -q '"errorMessage"' "$WORK/answer"; then
    printf '%-16s %-26s %s\n' "$function" "$sample.json" "$(tr -d '\n' < "$WORK/answer" | cut -c1-150)"
  else
    failed=$((failed + 1))
    printf '%-16s %-26s FAILED %s\n' "$function" "$sample.json" "$(tail -c 600 "$WORK/answer")"
    tail -5 "$WORK/log" >&2
  fi
}

echo "$(date -u +%Y-%m-%dT%H:%MZ), $(sam --version), $(docker version --format 'engine {{.Server.Version}}' 2> /dev/null || echo 'container engine')"
call ImportFacilities import-facilities
call ImportCatalog import-catalog
call ImportRules import-rules
call ImportSettings import-settings
call RecordOrders record-orders
call RecordOrders record-orders-event
call DeclareKnown declare-known
call FilterDelta filter-delta
call ComputeVariance compute-variance
call ImportReset import-reset
call ImportVariance import-variance
call SettlePart settle-part
call SweepLoad sweep-load
call QuarantinePart quarantine-part
call ReportDelivery report-delivery
call WritePages write-pages
call TellDelivery tell-delivery
call ExpectDelivery expect-delivery
call Backfill backfill
call Backfill backfill-facilities
call Backfill backfill-delivery
call UpdateInventory update-inventory
call DecideDelivery decide-delivery-retry
call DecideDelivery decide-delivery-release
call DecideDelivery decide-delivery-refuse
call DecideInputs decide-inputs-list
call DecideInputs decide-inputs-release
call DecideInputs decide-inputs-restore
call RefreshCatalog refresh-catalog
call RecordProducts record-products
call RecentSync recent-sync
call PublishChanges publish-changes
call AwaitDelivery await-delivery
call SyncBatch sync-batch
call ReportSync report-sync
call UndoDelivery undo-delivery-preview
call UndoDelivery undo-delivery
[ "$failed" = 0 ] || { echo "$failed call(s) failed" >&2; exit 1; }
echo 'Every call was answered.'

/** What clients ask before anything else, to know what they may use. Open, so it says nothing of anybody. */
export const serverInfo = {
  store_type: null,
  workspaces_enabled: false,
  trace_archival_enabled: false,
  multipart_uploads_enabled: true,
  multipart_downloads_enabled: true,
  presigned_upload_run_id_supported: false,
  presigned_upload_model_id_supported: false,
  features_enabled: { gateway: false },
}
